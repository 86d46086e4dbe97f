import { figureKeys } from '../records/fieldKeys'
import type { Settings } from '../settings/settings'

/** The seven numbers of one card in the order of `figureKeys`; NaN = empty. Reused from card to card, so that none needs an object. */
export type FigureSlots = Float64Array

/**
 * Turns figures into what the fields have to hold: the average of nothing is 0. With `clear` a card on which nothing is counted has all
 * seven empty.
 */
export const applyEmptyRule = (slots: FigureSlots, empty: Settings['empty']): void => {
  if (empty === 'clear' && slots.every((figure) => figure === 0 || Number.isNaN(figure)))
    slots.fill(Number.NaN)
  else if (Number.isNaN(slots[averageSlot])) slots[averageSlot] = 0
}

const averageSlot = figureKeys.indexOf('averageCheck')
