import { changeKind } from '../calc/plan'
import type { UnixSeconds } from '../records/brands'
import type { EntityPlan } from './planEntity'
import type { RunSession } from './runSession'
import type { WrittenKind } from './runTally'

const kindOfCode: readonly (WrittenKind | undefined)[] = [undefined, 'changed', 'firstTime', 'stamped']

/**
 * Counts as written the cards that the plan `before` meant to write, that were never confirmed, and that turn out to hold what was to be
 * written: the answer to their batch was lost with the tab. `stampedSince`: of the run's first write.
 */
export const countArrived = (
  run: RunSession,
  before: readonly EntityPlan[],
  stampedSince: UnixSeconds,
): void => {
  for (const { type, parents, plan } of run.plans) {
    const codes = codesOf(
      run,
      before.find((each) => each.type === type),
      stampedSince,
    )
    for (const index of plan.unchanged) {
      const kind = kindOfCode[codes[index] ?? 0]
      const actualAt = parents.stored.actualAt[index] ?? Number.NaN
      if (kind !== undefined && actualAt >= stampedSince && !run.tally.isWritten(type, index))
        run.tally.markWritten(type, index, kind)
    }
  }
}

/** By dense index: what was to be done with each card. */
const codesOf = (run: RunSession, before: EntityPlan | undefined, stampedSince: UnixSeconds): Uint8Array => {
  if (before === undefined) return new Uint8Array(0)
  const { parents, plan } = before
  const codes = new Uint8Array(parents.isListed.length)
  plan.changed.forEach((index, position) => {
    codes[index] = ((plan.kinds[position] ?? 0) & changeKind.firstTime) === 0 ? 1 : 2
  })
  if (run.choice === 'all')
    for (const index of plan.unchanged)
      if (!((parents.stored.actualAt[index] ?? Number.NaN) >= stampedSince)) codes[index] = 3
  return codes
}
