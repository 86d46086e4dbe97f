import type { FieldKey } from '../records/fieldKeys'
import type { ParentType } from '../records/parents'
import { planRun } from './planEntity'
import { rowOf } from './rowOf'
import type { RunSession } from './runSession'
import { runStep } from './runStep'
import { setUpFields } from './setUpFields'

/**
 * Makes deleted fields of an entity again while a run is writing, and plans anew with those fields empty on every card.
 * @throws RunStopped, RunFailed, CrmError
 */
export const restoreFields = async (
  run: RunSession,
  type: ParentType,
  deleted: readonly FieldKey[],
): Promise<void> => {
  const { client } = run.deps
  const setup = await runStep(run, (signal) => {
    const options = { priority: 'run', signal } as const
    const account = run.account === null ? client.fetchAccount(options) : Promise.resolve(run.account)
    return setUpFields(run, type, run.fieldIds[type], account, options)
  })
  const parents = run.records.finish().parents[type]
  const empty = Object.fromEntries([...deleted, ...setup.restored].map((key) => [key, null]))
  for (let index = 0; index < parents.isListed.length; index += 1) {
    if (parents.isListed[index] !== 1) continue
    const row = rowOf(parents, index)
    run.records.setStored(type, { ...row, stored: { ...row.stored, ...empty } })
  }
  await planRun(run)
}
