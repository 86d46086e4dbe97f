import type { UnixSeconds } from '../records/brands'
import type { BuyersRefusal } from '../records/buyersRefusal'
import type { ParentRef, ParentType } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import type { RecordTable } from '../records/recordBlocks'

/** How far a list was read. */
export interface ReadingCheckpoint {
  readonly source: RecordTable
  /** Whole pages that are in the stored records. */
  readonly pages: number
  readonly records: number
  readonly repeated: number
  readonly isAscending: boolean
  readonly lastId: number
  readonly isDone: boolean
  /** The list's end was proved; absent = not, or not yet. */
  readonly isProved?: boolean
}

/** All that a run needs, besides its records, to go on after its tab was closed. Plain values only. */
export interface RunCheckpoint {
  readonly phase: 'reading' | 'preview' | 'writing'
  readonly entities: readonly ParentType[]
  /** What the settings said when the run began, as far as its figures depend on it. */
  readonly settingsText: string
  /** Null: the CRM had not told its time yet. */
  readonly startedAt: UnixSeconds | null
  /** All changes before this moment are in the records. */
  readonly dataTime: UnixSeconds
  /** When the last reading of the whole account began, from which the records come; null before anything was read. */
  readonly fullReadAt: UnixSeconds | null
  /** «Полный пересчёт» was asked for. */
  readonly isFull: boolean
  /** Requests sent so far. */
  readonly requests: number
  /** Cards to write, those that are written included; 0 before the first freshness pass. */
  readonly total: number
  readonly sources: readonly RecordTable[]
  /** Why the user has the run count without buyers; absent where it counts them. */
  readonly withoutBuyers?: BuyersRefusal
  /** True where a deal or a buyer of the records leaves open which of its contacts is the main one. Absent = none does. */
  readonly hasUnknownMains?: boolean
  readonly fieldIds: { readonly [Type in ParentType]: FieldIds }
  readonly readings: readonly ReadingCheckpoint[]
  /** The answer to the preview; null while it was not given. */
  readonly choice: 'changed' | 'all' | 'nothing' | null
  /** Stamps before it are renewed when all cards are to be stamped; null while nothing was written. */
  readonly stampedSince: UnixSeconds | null
  readonly lastWriteAt: UnixSeconds | null
  /** Confirmed cards whose stamp was in the future before. Absent = none. */
  readonly corrected?: number
  /** By dense index of the card: 0 = not confirmed, 1–3 = confirmed, and how it is counted. Stored in two bits a card. */
  readonly confirmed: { readonly [Type in ParentType]: Uint8Array }
  /**
   * So many cards at least were confirmed by earlier parts of the run, before it had to read the account anew: some of them may stand in
   * `confirmed` again; 0 = one had begun to write and nothing of it was confirmed. Absent = none had begun.
   */
  readonly writtenBefore?: number
  readonly failed: readonly {
    readonly parent: ParentRef
    readonly name: string
    readonly reason: 'refused' | 'missing' | 'tooManyDigits'
    readonly detail: string
  }[]
}
