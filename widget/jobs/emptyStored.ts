import type { StoredFigures } from '../records/figures'

/** Fields of a card on which nothing was ever written. */
export const emptyStored: StoredFigures = {
  boughtCount: null,
  boughtSum: null,
  averageCheck: null,
  inWorkCount: null,
  inWorkSum: null,
  refusedCount: null,
  refusedSum: null,
  actualAt: null,
}
