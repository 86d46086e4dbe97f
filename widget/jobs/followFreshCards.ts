import type { UnixSeconds } from '../records/brands'
import { rowOf } from './rowOf'
import type { RunSession } from './runSession'

/** Cards whose own refresh wrote them while the run is on leave its plan; returns the undo. */
export const followFreshCards = (run: RunSession): (() => void) =>
  run.deps.freshCards.onRefreshed(({ parent, stored, actualAt }) => {
    const { type, id } = parent
    run.refreshed[type].set(id, actualAt)
    const parents = run.plans.find((plan) => plan.type === type)?.parents
    const index = parents?.index.indexOf(id) ?? -1
    if (parents === undefined || parents.isListed[index] !== 1) return
    const row = rowOf(parents, index)
    run.records.setStored(type, {
      ...row,
      updatedAt: Math.max(row.updatedAt, actualAt) as UnixSeconds,
      stored,
    })
  })
