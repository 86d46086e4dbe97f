import type { UnixSeconds } from '../records/brands'
import type { ParentType } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import type { RecordTable } from '../records/recordBlocks'

/** What is known of the records of a mirror. */
export interface MirrorMeta {
  /** When the last reading of the whole account began. */
  readonly fullReadAt: UnixSeconds
  /** By source: all changes before this moment are in the records. */
  readonly watermarks: Readonly<Record<RecordTable | 'events', UnixSeconds>>
  /** Which tables were read; the others are empty. */
  readonly sources: readonly RecordTable[]
  /** True where the CRM left open which of several contacts is the main one, and nobody had asked: no use where that decides. */
  readonly hasUnknownMains?: boolean
  /** Ids of the fields whose values the cards hold. */
  readonly fieldIds: { readonly [Type in ParentType]: FieldIds }
}
