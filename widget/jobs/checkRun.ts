import type { CallOptions } from '../api/crmClient'
import type { Rules } from '../calc/rules'
import { canRunBulk } from '../records/canRunBulk'
import { checkUser } from './checkUser'
import { hasCountedBuyers } from './hasCountedBuyers'
import { leaveBuyersOut } from './leaveBuyersOut'
import { readBuyerStages } from './readBuyerStages'
import { RunFailed } from './runFailed'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { setUpFields } from './setUpFields'

/**
 * What has to be right before anything is read: rights, fields, pipelines. All calls go out at once.
 * @throws RunFailed, CrmError, BuyersRefused
 */
export const checkRun = async (run: RunSession, signal: AbortSignal): Promise<void> => {
  const { client, user } = run.deps
  const options: CallOptions = { priority: 'run', signal }
  if (!canRunBulk(user(), run.entities)) throw new RunFailed({ kind: 'rights' })
  const account = checkUser(run, signal)
  const [read, pipelines] = await Promise.all([
    account,
    client.listPipelines(options),
    ...run.entities.map((type) => setUpFields(run, type, hintOf(run, type), account, options)),
  ])
  const { settings } = run
  const { customersMode } = read
  if (!hasCountedBuyers(settings.buyers, customersMode)) run.withoutBuyers = null
  const readsBuyers = run.withoutBuyers === null && hasCountedBuyers(settings.buyers, customersMode)
  const isPeriodic = readsBuyers && customersMode === 'periodicity'
  const customerStages = isPeriodic ? await readBuyerStages(client, options) : []
  run.account = read
  run.rules = { settings, pipelines, customerStages, customersMode } satisfies Rules
  run.sources = sourcesOf(run, readsBuyers)
  if (run.withoutBuyers !== null) leaveBuyersOut(run, run.withoutBuyers)
}

const hintOf = (run: RunSession, type: 'contacts' | 'companies') => ({
  ...run.settings.fields[type],
  ...run.fieldIds[type],
})

/** Contacts are also read where a company gets the deals of its contacts: they tell whose they are. */
const sourcesOf = (run: RunSession, readsBuyers: boolean): readonly RunSource[] => {
  const { entities, settings } = run
  const needsContacts =
    entities.includes('contacts') || (entities.includes('companies') && settings.companies === 'withContacts')
  return [
    'leads',
    ...(readsBuyers ? (['customers'] as const) : []),
    ...(needsContacts ? (['contacts'] as const) : []),
    ...(entities.includes('companies') ? (['companies'] as const) : []),
  ]
}
