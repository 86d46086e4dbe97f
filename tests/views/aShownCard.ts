import type { CardState } from '../../widget/jobs/cardState'
import type { Milliseconds } from '../../widget/records/brands'
import { someFigures } from './someExplanation'

type ShownCard = Extract<CardState, { phase: 'shown' }>

/** A card whose fields hold its figures, read a minute after the page was opened; give what differs. */
export const aShownCard = (given: Partial<ShownCard> = {}): ShownCard => ({
  phase: 'shown',
  figures: someFigures(),
  actualAt: null,
  checkedAt: 60_000 as Milliseconds,
  isWhole: true,
  outcome: 'equal',
  keptBy: null,
  unwritable: null,
  isSplit: false,
  missingFields: [],
  restoredFields: [],
  ...given,
})
