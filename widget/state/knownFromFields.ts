import type { KnownFigures } from '../jobs/cardState'
import type { StoredFigures } from '../records/figures'
import type { StampFault } from '../records/stampFault'
import { stampOf } from '../records/unreadable'

/** What stands in a card's fields, as figures that were not checked. */
export const knownFromFields = (stored: StoredFigures, stampFault?: StampFault): KnownFigures => ({
  figures: stored,
  actualAt: stampOf(stored),
  ...(stampFault !== undefined && { stampFault }),
  checkedAt: null,
})
