import { type FigureKey, figureKeys, moneyKeys } from '../records/fieldKeys'
import { isUnreadable } from '../records/unreadable'
import { fieldText } from '../records/fieldText'
import type { FigureSlots } from './figureSlots'
import { changeKind } from './plan'

/** One card's figures against what stands in its fields. */
export interface FigureComparison {
  readonly isEqual: boolean
  /** Bits of `changeKind`. */
  readonly kinds: number
  /** The first figure that has too many digits for the CRM, when something has to be written; else null. */
  readonly unwritable: FigureKey | null
}

/** Compares two sets of slots, numerically; empty equals empty alone. */
export const compareSlots = (target: FigureSlots, stored: FigureSlots): FigureComparison => {
  let kinds = 0
  let isEqual = true
  let hadFigures = false
  let hasFigures = false
  let isFirstTime = true
  for (let slot = 0; slot < target.length; slot += 1) {
    const next = target[slot]!
    const old = stored[slot]!
    hasFigures ||= next !== 0 && !Number.isNaN(next)
    hadFigures ||= old !== 0 && Number.isFinite(old)
    if (next === old || (Number.isNaN(next) && Number.isNaN(old))) continue
    isEqual = false
    if (Number.isNaN(old)) continue
    isFirstTime = false
    // What cannot be read differs, and nobody can say in which direction.
    if (isUnreadable(old)) continue
    // An average that grows because cheap deals went away is no growth: sums and counts decide.
    if (slot === averageSlot) continue
    const nextNumber = Number.isNaN(next) ? 0 : next
    if (nextNumber > old) kinds |= changeKind.grew
    if (nextNumber < old) kinds |= changeKind.shrank
  }
  if (isEqual) return equal
  if (isFirstTime) kinds |= changeKind.firstTime
  if (hadFigures && !hasFigures) kinds |= changeKind.zeroed
  return { isEqual, kinds, unwritable: unwritableKeyOf(target) }
}

const equal: FigureComparison = { isEqual: true, kinds: 0, unwritable: null }
const averageSlot = figureKeys.indexOf('averageCheck')
const isMoney = figureKeys.map((key) => moneyKeys.includes(key))

const unwritableKeyOf = (target: FigureSlots): FigureKey | null => {
  for (const [slot, key] of figureKeys.entries()) {
    const figure = target[slot]!
    // Fast way out: everything below 10^13 minor units fits.
    if (!(Math.abs(figure) >= 1e13)) continue
    if (fieldText(figure, isMoney[slot] === true) === null) return key
  }
  return null
}
