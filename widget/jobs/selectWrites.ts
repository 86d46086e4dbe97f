import { changeKind } from '../calc/plan'
import { figuresOf } from '../calc/figuresOf'
import { writeOf } from '../calc/writeOf'
import type { ParentWrite } from '../records/parentWrite'
import { storedOf } from '../records/storedOf'
import type { EntityPlan } from './planEntity'
import type { RunSession } from './runSession'
import type { WrittenKind } from './runTally'

export interface SelectedWrites {
  readonly writes: readonly ParentWrite[]
  /** How each of them is counted once it is confirmed, by position. */
  readonly kinds: readonly WrittenKind[]
}

type Selecting = Pick<
  RunSession,
  'choice' | 'dataTime' | 'settings' | 'stampedSince' | 'tally' | 'refreshed' | 'only'
>

/**
 * What is still to be written into the cards of one entity: those whose figures differ, and with the choice `all` those whose stamp is
 * older than the run's. Left out: cards that failed, and cards whose own refresh wrote figures as fresh as the plan's.
 */
export const selectWrites = (
  run: Selecting,
  { type, parents, figures, plan }: EntityPlan,
): SelectedWrites => {
  const writes: ParentWrite[] = []
  const kinds: WrittenKind[] = []
  const select = (index: number, kind: WrittenKind): void => {
    const id = parents.index.ids[index] ?? 0
    if (run.tally.isFailed({ type, id })) return
    if (run.only !== null && !run.only[type].has(id)) return
    if ((run.refreshed[type].get(id) ?? 0) >= run.dataTime) return
    const stored = storedOf(parents, index)
    writes.push(writeOf(id, figuresOf(figures, index), stored, run.settings, run.dataTime))
    kinds.push(kind)
  }
  plan.changed.forEach((index, position) => {
    const isFirstTime = ((plan.kinds[position] ?? 0) & changeKind.firstTime) !== 0
    select(index, isFirstTime ? 'firstTime' : 'changed')
  })
  if (run.choice === 'all')
    for (const index of plan.unchanged) {
      const actualAt = parents.stored.actualAt[index] ?? Number.NaN
      if (!(actualAt >= run.stampedSince)) select(index, 'stamped')
    }
  return { writes, kinds }
}
