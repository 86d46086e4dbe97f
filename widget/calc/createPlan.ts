import type { FigureColumns, ParentColumns } from '../records/columns'
import { figureKeys } from '../records/fieldKeys'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
import { compareSlots } from './compareSlots'
import { applyEmptyRule } from './figureSlots'
import { changeKind, type PlanColumns, type UnwritableCard } from './plan'

export interface PlanInSteps {
  /** Compares at most so many more cards; true when all are compared. */
  advance(cards: number): boolean
  /** The plan over the cards that were compared. */
  finish(): PlanColumns
}

/** A plan that can be made in slices, so that a page stays responsive; see `planWrites`. */
export const createPlan = (
  type: ParentType,
  parents: ParentColumns,
  figures: FigureColumns,
  settings: Pick<Settings, 'empty'>,
): PlanInSteps => {
  const order = listedIds(parents)
  const next = figureKeys.map((key) => figures[key])
  const old = figureKeys.map((key) => parents.stored[key])
  const target = new Float64Array(figureKeys.length)
  const stored = new Float64Array(figureKeys.length)
  const changed = new Uint32Array(order.length)
  const kinds = new Uint8Array(order.length)
  const unchanged = new Uint32Array(order.length)
  const unwritable: UnwritableCard[] = []
  let changedCount = 0
  let unchangedCount = 0
  let zeroedCount = 0
  let firstTimeCount = 0
  let position = 0

  const compareCard = (index: number): void => {
    for (let slot = 0; slot < target.length; slot += 1) {
      // A card that was met after the totals were made has no figures: nothing is counted on it.
      target[slot] = next[slot]![index] ?? 0
      stored[slot] = old[slot]![index]!
    }
    applyEmptyRule(target, settings.empty)
    const comparison = compareSlots(target, stored)
    if (comparison.isEqual) unchanged[unchangedCount++] = index
    else if (comparison.unwritable !== null)
      unwritable.push({ index, key: comparison.unwritable, reason: 'tooManyDigits' })
    else {
      if ((comparison.kinds & changeKind.zeroed) !== 0) zeroedCount += 1
      if ((comparison.kinds & changeKind.firstTime) !== 0) firstTimeCount += 1
      kinds[changedCount] = comparison.kinds
      changed[changedCount++] = index
    }
  }

  return {
    advance(cards) {
      const end = Math.min(order.length, position + cards)
      for (; position < end; position += 1) compareCard(parents.index.indexOf(order[position]!))
      return position === order.length
    },
    finish: () => ({
      type,
      changed: changed.slice(0, changedCount),
      kinds: kinds.slice(0, changedCount),
      unchanged: unchanged.slice(0, unchangedCount),
      unwritable,
      zeroedCount,
      firstTimeCount,
    }),
  }
}

/** Ids of the cards that were read themselves, ascending. */
const listedIds = (parents: ParentColumns): Uint32Array =>
  parents.index.ids.filter((_, index) => parents.isListed[index] === 1).sort()
