import type { RunCheckpoint } from './checkpoint'
import type { OnLoad } from './mirrorBlocks'
import type { NotStored, StoreOutcome } from './mirrorOutcome'
import type { RecordSnapshot } from './mirrorSnapshot'

export type LoadedCheckpoint =
  | { readonly kind: 'loaded'; readonly checkpoint: RunCheckpoint }
  | { readonly kind: 'none' }
  /** Stored by another version of the widget, or broken: it can only be dropped. */
  | { readonly kind: 'unreadable' }
  | NotStored

/** A run as it is at one moment. `snapshot` null: the records are those that were stored before. */
export interface CapturedRun {
  readonly checkpoint: RunCheckpoint
  readonly snapshot: RecordSnapshot | null
}

/** The one unfinished run of a user in this browser. Nothing here rejects. */
export interface CheckpointStore {
  /** What a run left, without its records: enough to offer to resume or to drop it. */
  peek(): Promise<LoadedCheckpoint>
  /** Gives the stored records block by block. Unless the answer is `loaded`, what `onLoad` made must be thrown away. */
  load(onLoad: OnLoad<Pick<RunCheckpoint, 'hasUnknownMains'>>): Promise<LoadedCheckpoint>
  /** Stores at once, whole or not at all; releases the snapshot. */
  save(captured: CapturedRun): Promise<StoreOutcome>
  /**
   * Asks for a save before long: `capture` is called when it is time, the last one given wins. Saves are at least some seconds apart,
   * and take a twentieth of the time at most.
   */
  saveSoon(capture: () => CapturedRun): void
  /** Takes back what was asked by `saveSoon`, waits for a save under way, and forgets the run. */
  drop(): Promise<StoreOutcome>
  /** How the last save went; null before the first. */
  lastOutcome(): StoreOutcome | null
}
