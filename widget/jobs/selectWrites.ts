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

interface SelectedCard {
  readonly id: number
  /** Dense index of the card. */
  readonly index: number
  readonly kind: WrittenKind
}

/** Cards of one slice: a few milliseconds, so that the page stays responsive. */
const cardsAtOnce = 1000

/**
 * What is still to be written into the cards of one entity: those whose figures differ, and with the choice `all` those whose stamp is
 * older than the run's. Left out: cards that failed, and cards whose own refresh wrote figures as fresh as the plan's. `rest` lets the
 * page draw and answer in between.
 */
export const selectWrites = async (
  run: Selecting,
  entity: EntityPlan,
  rest: () => Promise<void>,
): Promise<SelectedWrites> => {
  const { parents, figures } = entity
  const { settings, dataTime } = run
  const writes: ParentWrite[] = []
  const kinds: WrittenKind[] = []
  for (const { id, index, kind } of selectCards(run, entity)) {
    writes.push(writeOf(id, figuresOf(figures, index), storedOf(parents, index), settings, dataTime))
    kinds.push(kind)
    if (writes.length % cardsAtOnce === 0) await rest()
  }
  return { writes, kinds }
}

/** How many cards `selectWrites` would select. */
export const countWrites = (run: Selecting, entity: EntityPlan): number => {
  let count = 0
  for (const _ of selectCards(run, entity)) count += 1
  return count
}

function* selectCards(run: Selecting, { type, parents, plan }: EntityPlan): Generator<SelectedCard> {
  const { ids } = parents.index
  const failed = new Set(
    run.tally.failed().flatMap(({ parent }) => (parent.type === type ? [parent.id] : [])),
  )
  const isLeftOut = (id: number): boolean =>
    failed.has(id) ||
    (run.only !== null && !run.only[type].has(id)) ||
    (run.refreshed[type].get(id) ?? 0) >= run.dataTime
  for (const [position, index] of plan.changed.entries()) {
    const id = ids[index] ?? 0
    const isFirstTime = ((plan.kinds[position] ?? 0) & changeKind.firstTime) !== 0
    if (!isLeftOut(id)) yield { id, index, kind: isFirstTime ? 'firstTime' : 'changed' }
  }
  if (run.choice !== 'all') return
  for (const index of plan.unchanged) {
    const id = ids[index] ?? 0
    const actualAt = parents.stored.actualAt[index] ?? Number.NaN
    if (!(actualAt >= (run.stampedSince ?? run.dataTime)) && !isLeftOut(id))
      yield { id, index, kind: 'stamped' }
  }
}
