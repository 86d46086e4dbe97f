import type { UnixSeconds } from '../records/brands'
import type { Figures, StoredFigures } from '../records/figures'
import type { ParentWrite } from '../records/parentWrite'
import type { Settings } from '../settings/settings'
import { compareFigures } from './compareFigures'
import { heldFigures } from './heldFigures'

/**
 * The write of one card. When a figure differs all seven are sent, so that the card never holds figures of two runs; when none does, only
 * the stamp. With `empty: clear` what has to be empty is null. `actualAt` never goes back: an older one than the card's is replaced by it,
 * unless the card's is later than any right one (`latest`, see `latestStamp`).
 */
export const writeOf = (
  id: number,
  figures: Figures,
  stored: StoredFigures,
  settings: Pick<Settings, 'empty'>,
  actualAt: UnixSeconds,
  latest: number,
): ParentWrite => {
  const stamp = stored.actualAt ?? 0
  return {
    id,
    figures: compareFigures(figures, stored, settings).isEqual ? {} : heldFigures(figures, settings.empty),
    actualAt: stamp > actualAt && stamp <= latest ? (stamp as UnixSeconds) : actualAt,
    ...(stamp > latest && { wrongStamp: stamp }),
  }
}
