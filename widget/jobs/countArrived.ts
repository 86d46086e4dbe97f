import { changeKind } from '../calc/plan'
import type { UnixSeconds } from '../records/brands'
import type { Steps } from '../records/steps'
import type { EntityPlan } from './planEntity'
import type { RunSession } from './runSession'
import { codeOfKind, kindOfCode } from './writtenKind'

/** Cards of one step. */
const cardsAtOnce = 8192

/**
 * Counts as written the cards that the plan `before` meant to write, that were never confirmed, and that turn out to hold what was to be
 * written: the answer to their batch was lost, or went with a closed tab (then nobody knows which were sent). `stampedSince`: of the run's first write.
 */
export function* countArrived(
  run: RunSession,
  before: readonly EntityPlan[],
  stampedSince: UnixSeconds,
): Steps<void> {
  for (const { type, parents, plan } of run.plans) {
    const codes = yield* codesOf(
      run,
      before.find((each) => each.type === type),
      stampedSince,
    )
    for (const [position, index] of plan.unchanged.entries()) {
      if (position % cardsAtOnce === 0) yield
      const kind = kindOfCode[codes[index] ?? 0]
      const actualAt = parents.stored.actualAt[index] ?? Number.NaN
      const isSent = run.unlooked !== null || run.unheard[type].has(parents.index.ids[index] ?? 0)
      const isOurs = isSent && actualAt >= stampedSince && actualAt <= run.latestStamp
      if (kind !== undefined && isOurs && !run.tally.isWritten(type, index))
        run.tally.markWritten(type, index, kind)
    }
  }
}

/** By dense index: what was to be done with each card. */
function* codesOf(
  run: RunSession,
  before: EntityPlan | undefined,
  stampedSince: UnixSeconds,
): Steps<Uint8Array> {
  if (before === undefined) return new Uint8Array(0)
  const { parents, plan } = before
  const codes = new Uint8Array(parents.isListed.length)
  for (const [position, index] of plan.changed.entries()) {
    if (position % cardsAtOnce === 0) yield
    const isFirstTime = ((plan.kinds[position] ?? 0) & changeKind.firstTime) !== 0
    codes[index] = isFirstTime ? codeOfKind.firstTime : codeOfKind.changed
  }
  if (run.choice === 'all')
    for (const [position, index] of plan.unchanged.entries()) {
      if (position % cardsAtOnce === 0) yield
      if (!((parents.stored.actualAt[index] ?? Number.NaN) >= stampedSince)) codes[index] = codeOfKind.stamped
    }
  return codes
}
