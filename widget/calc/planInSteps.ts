import type { FigureColumns, ParentColumns } from '../records/columns'
import { type FigureKey, figureKeys } from '../records/fieldKeys'
import { orderIndexes } from '../records/orderIndexes'
import type { ParentType } from '../records/parents'
import type { Steps } from '../records/steps'
import type { Settings } from '../settings/settings'
import { compareSlots } from './compareSlots'
import { applyEmptyRule } from './figureSlots'
import type { HeldFigures } from './heldFigures'
import { changeKind, type PlanColumns, type UnwritableCard } from './plan'

/** Cards of one step: below a millisecond, also before the code is optimised. */
const cardsAtOnce = 1024

/** Which of an entity's listed cards differ from their figures, in steps of so many cards, so that a page stays responsive. */
export function* planInSteps(
  type: ParentType,
  parents: ParentColumns,
  figures: FigureColumns,
  settings: Pick<Settings, 'empty'>,
  cards = cardsAtOnce,
): Steps<PlanColumns> {
  const order = yield* orderIndexes(yield* listedIndexes(parents, cards), [parents.index.ids])
  const next = figureKeys.map((key) => figures[key])
  const old = figureKeys.map((key) => parents.stored[key])
  const target = new Float64Array(figureKeys.length)
  const stored = new Float64Array(figureKeys.length)
  const sums = { old: new Float64Array(figureKeys.length), new: new Float64Array(figureKeys.length) }
  const changed = new Uint32Array(order.length)
  const kinds = new Uint8Array(order.length)
  const unchanged = new Uint32Array(order.length)
  const unwritable: UnwritableCard[] = []
  let changedCount = 0
  let unchangedCount = 0
  let zeroedCount = 0
  let firstTimeCount = 0

  const compareCard = (index: number): void => {
    for (let slot = 0; slot < target.length; slot += 1) {
      // A card that was met after the totals were made has no figures: nothing is counted on it.
      target[slot] = next[slot]![index] ?? 0
      stored[slot] = old[slot]![index]!
    }
    applyEmptyRule(target, settings.empty)
    const comparison = compareSlots(target, stored)
    if (comparison.unwritable !== null) {
      unwritable.push({ index, key: comparison.unwritable, reason: 'tooManyDigits' })
      return
    }
    addUp(sums.old, stored)
    addUp(sums.new, target)
    if (comparison.isEqual) {
      unchanged[unchangedCount++] = index
      return
    }
    if ((comparison.kinds & changeKind.zeroed) !== 0) zeroedCount += 1
    if ((comparison.kinds & changeKind.firstTime) !== 0) firstTimeCount += 1
    kinds[changedCount] = comparison.kinds
    changed[changedCount++] = index
  }

  for (let position = 0; position < order.length; ) {
    for (const end = Math.min(order.length, position + cards); position < end; position += 1)
      compareCard(order[position]!)
    yield
  }
  return {
    type,
    changed: changed.slice(0, changedCount),
    kinds: kinds.slice(0, changedCount),
    unchanged: unchanged.slice(0, unchangedCount),
    unwritable,
    zeroedCount,
    firstTimeCount,
    sums: { old: toSums(sums.old), new: toSums(sums.new) },
  }
}

/** Dense indexes of the cards that were read themselves. */
function* listedIndexes({ isListed }: ParentColumns, cards: number): Steps<Uint32Array> {
  const listed = new Uint32Array(isListed.length)
  let count = 0
  for (let index = 0; index < isListed.length; ) {
    for (const end = Math.min(isListed.length, index + cards * cardsPerFilter); index < end; index += 1)
      if (isListed[index] === 1) listed[count++] = index
    yield
  }
  return listed.subarray(0, count)
}

/** To look at a card's flag takes so many times less than to compare the card. */
const cardsPerFilter = 16

const addUp = (sums: Float64Array, slots: Float64Array): void => {
  for (let slot = 0; slot < slots.length; slot += 1) {
    const value = slots[slot]!
    if (Number.isFinite(value)) sums[slot]! += value
  }
}

/** Averages do not add up. */
const toSums = (sums: Float64Array): HeldFigures =>
  Object.fromEntries(
    figureKeys.map((key, slot) => [key, key === 'averageCheck' ? null : sums[slot]!]),
  ) as Record<FigureKey, number | null>
