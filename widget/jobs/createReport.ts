import type { RunSession } from './runSession'
import type { FailedCard, RunReport } from './runState'
import { countWrites } from './selectWrites'

/** What a run came to, by its tally and its last plan. */
export const createReport = (run: RunSession, isComplete: boolean): RunReport => {
  const failed = [...run.tally.failed(), ...unwritableCards(run)]
  const listed = run.plans.reduce(
    (sum, { plan }) => sum + plan.changed.length + plan.unchanged.length + plan.unwritable.length,
    0,
  )
  const changed = run.tally.count('changed')
  const firstTime = run.tally.count('firstTime')
  const stamped = run.tally.count('stamped')
  const written = changed + firstTime + stamped
  const failedListed = failed.filter((card) => card.reason !== 'missing').length
  const notWritten = isComplete && run.choice !== 'nothing' ? 0 : countPlanned(run)
  return {
    isComplete,
    startedAt: run.startedAt,
    finishedAt: run.deps.clock.time(),
    choice: run.choice,
    changed,
    firstTime,
    stamped,
    unchanged: Math.max(0, listed - written - failedListed - notWritten),
    notWritten,
    failed,
    requests: run.deps.client.requestCount() - run.requestsBefore,
    madeFields: run.madeFields,
  }
}

const countPlanned = (run: RunSession): number =>
  run.plans.reduce((sum, plan) => sum + countWrites(run, plan), 0)

const unwritableCards = (run: RunSession): readonly FailedCard[] =>
  run.plans.flatMap(({ type, parents, plan }) =>
    plan.unwritable.map(({ index, reason }) => ({
      parent: { type, id: parents.index.ids[index] ?? 0 },
      name: parents.names[index] ?? '',
      reason,
      detail: '',
    })),
  )
