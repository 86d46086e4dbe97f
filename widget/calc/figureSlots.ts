import { figureKeys } from '../records/fieldKeys'
import type { Settings } from '../settings/settings'

/** The seven numbers of one card in the order of `figureKeys`; NaN = empty. Reused from card to card, so that none needs an object. */
export type FigureSlots = Float64Array

/**
 * Turns figures into what the fields have to hold. With `zero` the average of nothing is 0; with `clear` it is empty, and a card on
 * which nothing is counted has all seven empty.
 */
export const applyEmptyRule = (slots: FigureSlots, empty: Settings['empty']): void => {
  if (empty === 'zero') {
    if (Number.isNaN(slots[averageSlot])) slots[averageSlot] = 0
  } else if (slots.every((figure) => figure === 0 || Number.isNaN(figure))) slots.fill(Number.NaN)
}

const averageSlot = figureKeys.indexOf('averageCheck')
