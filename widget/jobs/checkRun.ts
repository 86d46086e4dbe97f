import type { CallOptions } from '../api/callOptions'
import type { Rules } from '../calc/rules'
import type { Account } from '../records/account'
import { canRunBulk } from '../records/canRunBulk'
import type { ParentType } from '../records/parents'
import { type AccountFacts, isAccountToProve, isOfOtherAccount } from '../settings/accountOfSettings'
import type { Settings } from '../settings/settings'
import { checkUser } from './checkUser'
import { hasCountedBuyers } from './hasCountedBuyers'
import { leaveBuyersOut } from './leaveBuyersOut'
import { planFields } from './planFields'
import { savedFields } from './proveFields'
import { readBuyerStages } from './readBuyerStages'
import { needsBuyerStages, requireBuyers } from './requireBuyers'
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
  const { settings } = run
  const account = checkUser(run, signal)
  const listing = client.listPipelines(options)
  // Settings of another account are no reason to make fields.
  const checkedAccount = async (): Promise<Account> => {
    const [read, pipelines] = await Promise.all([account, listing])
    const fieldIds = isAccountToProve(settings) ? await codedIds(run, options) : {}
    requireAccount(settings, { id: read.id, pipelines, fieldIds })
    return read
  }
  const [read, pipelines] = await Promise.all([
    account,
    listing,
    ...run.entities.map((type) => setUpFields(run, type, savedOf(run, type), checkedAccount, options)),
  ])
  requireAccount(settings, { id: read.id, pipelines, fieldIds: run.fieldIds })
  const { customersMode } = read
  if (!hasCountedBuyers(settings.buyers, customersMode)) run.withoutBuyers = null
  const readsBuyers = run.withoutBuyers === null && hasCountedBuyers(settings.buyers, customersMode)
  const isPeriodic = readsBuyers && customersMode === 'periodicity'
  const needsStages = isPeriodic && needsBuyerStages(settings.buyers)
  const customerStages = needsStages ? await readBuyerStages(client, options) : []
  if (readsBuyers) requireBuyers(settings.buyers, { mode: customersMode, stages: customerStages })
  run.account = read
  run.rules = { settings, pipelines, customerStages, customersMode } satisfies Rules
  run.sources = sourcesOf(run, readsBuyers)
  if (run.withoutBuyers !== null) leaveBuyersOut(run, run.withoutBuyers)
}

/** @throws RunFailed */
const requireAccount = (settings: Settings, facts: AccountFacts): void => {
  if (isOfOtherAccount(settings, facts)) throw new RunFailed({ kind: 'otherAccount' })
}

/** Fields of both entities that bear our codes: what is left of a text's account where its stages are gone. */
const codedIds = async (
  { deps, settings }: RunSession,
  options: CallOptions,
): Promise<AccountFacts['fieldIds']> => {
  const idsOf = async (type: ParentType) => {
    const fields = await deps.client.listCustomFields(type, options)
    return planFields({ fields, hint: settings.fields[type], byName: null }).ids
  }
  const [contacts, companies] = await Promise.all([idsOf('contacts'), idsOf('companies')])
  return { contacts, companies }
}

const savedOf = ({ settings, fieldIds }: RunSession, type: ParentType) => {
  const saved = savedFields(type, settings)
  return { ...saved, hint: { ...saved.hint, ...fieldIds[type] } }
}

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
