import type { FieldKey } from '../records/fieldKeys'
import type { ParentType } from '../records/parents'
import type { Steps } from '../records/steps'
import { createRest } from './createRest'
import { planRun } from './planEntity'
import { rowOf } from './rowOf'
import { runInParts } from './runInParts'
import type { RunSession } from './runSession'
import { runStep } from './runStep'
import { setUpFields } from './setUpFields'

/** Cards of one step. */
const cardsAtOnce = 256

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
    const account = async () => run.account ?? client.fetchAccount(options)
    return setUpFields(run, type, { hint: run.fieldIds[type], isHintOwn: true }, account, options)
  })
  await runInParts(emptyFields(run, type, [...deleted, ...setup.restored]), createRest(run.deps.clock))
  await planRun(run)
}

/** Nothing stands in these fields on any card of the entity. */
function* emptyFields(run: RunSession, type: ParentType, keys: readonly FieldKey[]): Steps<void> {
  const finished = yield* run.records.finishInSteps()
  const parents = finished.parents[type]
  const empty = Object.fromEntries(keys.map((key) => [key, null]))
  for (let index = 0; index < parents.isListed.length; index += 1) {
    if (index % cardsAtOnce === 0) yield
    if (parents.isListed[index] !== 1) continue
    const row = rowOf(parents, index)
    run.records.setStored(type, { ...row, stored: { ...row.stored, ...empty } })
  }
}
