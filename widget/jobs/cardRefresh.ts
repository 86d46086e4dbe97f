import type { Explanation } from '../calc/explanation'
import type { StoredFigures } from '../records/figures'
import type { FieldIds } from '../records/parentWrite'
import type { CardState } from './cardState'
import type { BuyersDirectory } from './directory'

/** What the card's fields hold after a refresh, for the inputs on screen. */
export interface HeldFields {
  readonly ids: FieldIds
  readonly values: StoredFigures
}

/** The refresh of one open card; belongs to that card and ends with it. */
export interface CardRefresh {
  readonly state: () => CardState
  subscribe(listener: (state: CardState) => void): () => void
  /** Begins 400 ms after the card was opened (`openedAt` by the clock that never jumps, else now); `refresh` begins at once and reads everything again, however many deals there are. */
  start(openedAt?: number): void
  refresh(): void
  /** Where the numbers come from, by the same engine over the records read last; null before the first reading. */
  explain(): Explanation | null
  /** How the buyers in `explain` count, with the names of their stages; none before the first reading, and where none count. */
  buyers(): BuyersDirectory
  /** What the fields hold as of the last reading or writing; null before the first reading. */
  held(): HeldFields | null
  /** Cancels what is in flight; nothing is told to listeners afterwards. */
  cancel(): void
}
