import type { CallOptions } from '../api/callOptions'
import type { Account } from '../records/account'
import type { ParentType } from '../records/parents'
import type { FieldSetup } from './fieldSetup'
import { type FieldSetupRequest, runFieldSetup } from './runFieldSetup'
import { RunFailed } from './runFailed'
import type { RunSession } from './runSession'

/**
 * The run's fields of one entity, made where they are missing. Nothing is made before `account` was asked for and has come.
 * @throws RunFailed when they cannot be used or made; CrmError
 */
export const setUpFields = async (
  run: RunSession,
  type: ParentType,
  saved: Pick<FieldSetupRequest, 'hint' | 'isHintOwn'>,
  account: () => Promise<Account>,
  options: CallOptions,
): Promise<Extract<FieldSetup, { kind: 'ready' }>> => {
  const { client, fieldNames, user } = run.deps
  const setup = await runFieldSetup(
    client,
    { type, ...saved, names: async () => fieldNames(await account()), mayCreate: user().isAdmin },
    options,
  )
  if (setup.kind === 'conflict')
    throw new RunFailed({ kind: 'fieldConflict', parentType: type, ...setup.conflict })
  if (setup.kind === 'missing') throw new RunFailed({ kind: 'fieldsMissing', detail: setup.detail })
  run.fieldIds[type] = setup.ids
  run.groupIds[type] ??= setup.groupId
  run.madeFields ||= setup.made.length > 0
  for (const key of [...setup.made, ...setup.restored]) run.madeIds.add(setup.ids[key] ?? 0)
  return setup
}
