import type { RecordBlock, RecordTable } from '../records/recordBlocks'

/** Keys of the blocks of each table, in their order. A key names one state of one block and is never used for another. */
export type BlockKeys = Readonly<Record<RecordTable, readonly string[]>>

/** Records as they were at one moment, although they may have changed since. */
export interface RecordSnapshot {
  readonly keys: BlockKeys
  /** The block of one of the keys. Costs a few milliseconds. */
  take(key: string): RecordBlock
  /** Lets go of what is kept for this snapshot; nothing can be taken afterwards. */
  release(): void
}

/** Who keeps records: the mirror, and a run that may have to be resumed. Both share blocks that are the same. */
export type BlockSpace = 'mirror' | 'checkpoint'

/** What stands under a space: what is known of the records, and where they are. */
export interface StoredSpace {
  /** Version of the shape of `header` and of the blocks. */
  readonly schema: number
  readonly header: unknown
  readonly keys: BlockKeys
}
