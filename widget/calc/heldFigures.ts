import { type FigureKey, figureKeys } from '../records/fieldKeys'
import type { Figures } from '../records/figures'
import type { Settings } from '../settings/settings'
import { applyEmptyRule } from './figureSlots'

/** What the seven fields have to hold for these figures; null = empty. */
export type HeldFigures = { readonly [Key in FigureKey]: number | null }

/** The figures as the fields hold them: by `empty` a card with nothing counted holds zeros or nothing. */
export const heldFigures = (figures: Figures, empty: Settings['empty']): HeldFigures => {
  const slots = Float64Array.from(figureKeys, (key) => figures[key] ?? Number.NaN)
  applyEmptyRule(slots, empty)
  const held = (slot: number): number | null => {
    const value = slots[slot] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }
  return Object.fromEntries(figureKeys.map((key, slot) => [key, held(slot)])) as Record<
    FigureKey,
    number | null
  >
}
