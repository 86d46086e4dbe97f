import type { OnLoad } from './mirrorBlocks'
import type { MirrorMeta } from './mirrorMeta'
import type { NotStored, StoreOutcome } from './mirrorOutcome'
import type { RecordSnapshot } from './mirrorSnapshot'

export type LoadedMirror =
  | { readonly kind: 'loaded'; readonly meta: MirrorMeta }
  /** Never stored, stored under other rights, by an older version, or broken. */
  | { readonly kind: 'none' }
  | NotStored

/**
 * The mirror of the account in this browser, of one user with these rights. Figures are never in it: they are computed from it.
 * Nothing here rejects; without storage all works, each time from the beginning.
 */
export interface MirrorStore {
  /** What is known of the stored records, without them; null when there are none that could be loaded. */
  peek(): Promise<MirrorMeta | null>
  /** Gives the stored records block by block. Unless the answer is `loaded`, what `onLoad` made must be thrown away. */
  load(onLoad: OnLoad<MirrorMeta>): Promise<LoadedMirror>
  /** Replaces the stored mirror, whole or not at all; only blocks that changed are stored. Releases the snapshot. */
  save(meta: MirrorMeta, snapshot: RecordSnapshot): Promise<StoreOutcome>
  /** Forgets the mirror alone. */
  drop(): Promise<StoreOutcome>
  /** «Удалить данные виджета из этого браузера»: everything that this user's widget has stored for this account. */
  deleteAll(): Promise<StoreOutcome>
}
