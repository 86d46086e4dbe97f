import type { UnixSeconds } from '../records/brands'
import { figureKeys } from '../records/fieldKeys'
import type { Figures, StoredFigures } from '../records/figures'
import type { ParentWrite } from '../records/parentWrite'
import type { Settings } from '../settings/settings'
import { compareFigures } from './compareFigures'
import { applyEmptyRule } from './figureSlots'

/**
 * The write of one card. When a figure differs all seven are sent, so that the card never holds figures of two runs; when none does, only
 * the stamp. With `empty: clear` what has to be empty is null. `actualAt` never goes back: an older one than the card's is replaced by it.
 */
export const writeOf = (
  id: number,
  figures: Figures,
  stored: StoredFigures,
  settings: Pick<Settings, 'empty'>,
  actualAt: UnixSeconds,
): ParentWrite => ({
  id,
  figures: compareFigures(figures, stored, settings).isEqual ? {} : sentFigures(figures, settings.empty),
  actualAt: Math.max(actualAt, stored.actualAt ?? 0) as UnixSeconds,
})

const sentFigures = (figures: Figures, empty: Settings['empty']): ParentWrite['figures'] => {
  const slots = Float64Array.from(figureKeys, (key) => figures[key] ?? Number.NaN)
  applyEmptyRule(slots, empty)
  return Object.fromEntries(
    figureKeys.map((key, slot) => [key, Number.isNaN(slots[slot]) ? null : slots[slot]]),
  )
}
