import type { UnixSeconds } from '../records/brands'
import type { StoredFigures } from '../records/figures'
import type { ParentRef } from '../records/parents'

/** A card whose fields were brought up to date by its own refresh. */
export interface RefreshedCard {
  readonly parent: ParentRef
  /** What its fields hold now. */
  readonly stored: StoredFigures
  readonly actualAt: UnixSeconds
}

/**
 * Cards refreshed in this browser, for a run that must not overwrite fresher figures. Between tabs it is made in script.ts over a
 * BroadcastChannel.
 */
export interface FreshCards {
  tell(card: RefreshedCard): void
  /** Returns its undo. */
  onRefreshed(listener: (card: RefreshedCard) => void): () => void
}
