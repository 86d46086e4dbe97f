import type { RecordBlocks, RecordTable } from '../../records/recordBlocks'
import type { Steps } from '../../records/steps'
import type { RecordSnapshot } from '../../store/mirrorSnapshot'
import type { RunRecords } from '../runRecords'
import type { TakenChanges } from '../createTakenChanges'

/** Ids of the cards whose figures, fields or place in the lists may have changed. */
export interface ChangedParents {
  readonly contacts: ReadonlySet<number>
  readonly companies: ReadonlySet<number>
}

/**
 * The account's records as a run reads them, which can besides be stored and restored block by block. Everything that a `RunRecords`
 * is given is kept; nothing that depends on the settings is.
 */
export interface MirrorRecords extends RunRecords {
  readonly taken: TakenChanges
  /** Rows by table; of cards also those that are known from links only. */
  readonly counts: Readonly<Record<RecordTable, number>>
  /** When a record changed last, as far as is known (unix seconds); NaN for one that is gone or was never read. */
  changedAt(table: RecordTable, id: number): number
  /** Ids of the records that are known to have changed last after `from` and before `to`. */
  changedWithin(table: RecordTable, from: number, to: number): Steps<readonly number[]>
  /**
   * Puts back a stored block. Blocks come in the order of `recordTables`, each table's from its first on, into empty records.
   * Throws `RangeError` at a block that cannot follow.
   */
  load<T extends RecordTable>(table: T, key: string, block: RecordBlocks[T]): void
  /** The records as they are at this moment, to be stored while they go on changing. */
  snapshot(): RecordSnapshot
  /** From now on remembers the cards that changes touch. Not for a full reading: it costs some microseconds a record. */
  track(): void
  /** Cards touched since `track`; ends the tracking. */
  takeChanged(): ChangedParents
}
