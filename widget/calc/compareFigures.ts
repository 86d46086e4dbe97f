import { figureKeys } from '../records/fieldKeys'
import type { Figures, StoredFigures } from '../records/figures'
import type { Settings } from '../settings/settings'
import { compareSlots, type FigureComparison } from './compareSlots'
import { applyEmptyRule } from './figureSlots'

/** Compares the figures of one card with what its fields hold, by the rule for empty fields. */
export const compareFigures = (
  figures: Figures,
  stored: StoredFigures,
  settings: Pick<Settings, 'empty'>,
): FigureComparison => {
  const target = Float64Array.from(figureKeys, (key) => figures[key] ?? Number.NaN)
  applyEmptyRule(target, settings.empty)
  return compareSlots(
    target,
    Float64Array.from(figureKeys, (key) => stored[key] ?? Number.NaN),
  )
}
