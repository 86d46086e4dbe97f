import type { CallOptions } from '../api/crmClient'
import type { Account } from '../records/account'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { FieldSetup } from './fieldSetup'
import { runFieldSetup } from './runFieldSetup'
import { RunFailed } from './runFailed'
import type { RunSession } from './runSession'

/**
 * The run's fields of one entity, made where they are missing.
 * @throws RunFailed when they cannot be used or made; CrmError
 */
export const setUpFields = async (
  run: RunSession,
  type: ParentType,
  hint: FieldIds,
  account: Promise<Account>,
  options: CallOptions,
): Promise<Extract<FieldSetup, { kind: 'ready' }>> => {
  const { client, fieldNames, user } = run.deps
  const setup = await runFieldSetup(
    client,
    { type, hint, names: async () => fieldNames(await account), mayCreate: user().isAdmin },
    options,
  )
  if (setup.kind === 'conflict')
    throw new RunFailed({ kind: 'fieldConflict', parentType: type, key: setup.key, names: setup.names })
  if (setup.kind === 'missing') throw new RunFailed({ kind: 'fieldsMissing', detail: setup.detail })
  run.fieldIds[type] = setup.ids
  run.groupIds[type] ??= setup.groupId
  run.madeFields ||= setup.made.length > 0
  for (const key of [...setup.made, ...setup.restored]) run.madeIds.add(setup.ids[key] ?? 0)
  return setup
}
