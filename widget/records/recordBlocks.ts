import type { CustomerColumns, LeadColumns, LinkColumns, StoredColumns } from './columns'
import type { ParentType } from './parents'

/** The four kinds of records that are kept as columns. */
export type RecordTable = 'leads' | 'customers' | ParentType

/** In the order in which blocks have to be loaded: links point into the cards. */
export const recordTables: readonly RecordTable[] = ['contacts', 'companies', 'leads', 'customers']

/** Rows of a full block: about a megabyte, written or read in a few milliseconds. */
export const blockRows = 16_384

/** Consecutive deals with all that is known of them; `stage` points into the block's own `stages`. */
export interface LeadBlock extends LeadColumns {
  /** Unix seconds. */
  readonly updatedAt: Float64Array
}

/** Consecutive buyers; see `LeadBlock`. */
export interface CustomerBlock extends CustomerColumns {
  readonly updatedAt: Float64Array
}

/** Consecutive cards in the order of their index, also those that are known from links only. */
export interface ParentBlock {
  readonly count: number
  readonly ids: Uint32Array
  readonly isListed: Uint8Array
  /** All names one after another, and where each of them ends: one text is stored many times faster than thousands. */
  readonly nameText: string
  readonly nameEnds: Uint32Array
  readonly responsibleUserIds: Uint32Array
  /** NaN where the card itself was never read. */
  readonly updatedAt: Float64Array
  readonly stored: StoredColumns
  /** Of contacts: their companies. Of companies: none. */
  readonly companies: LinkColumns
}

/** A part of one table as it is stored: links are dense indexes into the tables of contacts and companies. */
export interface RecordBlocks {
  readonly leads: LeadBlock
  readonly customers: CustomerBlock
  readonly contacts: ParentBlock
  readonly companies: ParentBlock
}

export type RecordBlock = RecordBlocks[RecordTable]
