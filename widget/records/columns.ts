/**
 * Records as columns, so that a million deals need no object each. Ids are unsigned 32-bit integers (the decoder refuses others);
 * money is minor units in a `Float64Array` (exact up to 2^53); links are offsets and targets: the targets of row i are
 * `targets[offsets[i]] … targets[offsets[i + 1] - 1]`, each a dense index into a `ParentIndex`.
 */
export interface LinkColumns {
  /** `count + 1` long. */
  readonly offsets: Uint32Array
  readonly targets: Uint32Array
}

/** Dense numbering of contacts or companies in the order in which they were first met (as a link or in their own list). */
export interface ParentIndex {
  readonly count: number
  readonly ids: Uint32Array
  /** -1 when the id was never met. */
  indexOf(id: number): number
}

export interface LeadColumns {
  readonly count: number
  readonly ids: Uint32Array
  /** Index into `stages`. */
  readonly stage: Uint16Array
  /** The distinct stages met, by `stage`. */
  readonly stages: readonly { readonly pipelineId: number; readonly stageId: number }[]
  readonly amounts: Float64Array
  readonly isDeleted: Uint8Array
  /** Each contact once; the flagged main contact first, the rest by ascending id (none flagged: all by ascending id). */
  readonly contacts: LinkColumns
  readonly companies: LinkColumns
}

export interface CustomerColumns {
  readonly count: number
  readonly ids: Uint32Array
  /** Index into `stages`. */
  readonly stage: Uint16Array
  /** The distinct stage ids met, by `stage`. */
  readonly stages: readonly number[]
  readonly nextPrices: Float64Array
  readonly ltvs: Float64Array
  readonly purchasesCounts: Uint32Array
  readonly isDeleted: Uint8Array
  readonly contacts: LinkColumns
  readonly companies: LinkColumns
}

/** Everything the engine counts over. */
export interface SourceColumns {
  readonly contacts: ParentIndex
  readonly companies: ParentIndex
  readonly leads: LeadColumns
  readonly customers: CustomerColumns
  /** Company of each contact (rows by contact index); rows beyond the end have none. Needed for companies = withContacts only. */
  readonly contactCompanies: LinkColumns
}

/** The cards of one entity as read from its list, by the dense index of its `ParentIndex`. */
export interface ParentColumns {
  readonly index: ParentIndex
  /** 1 where the card itself was read; 0 for a card that is only known from links (deleted, or hidden from the user). */
  readonly isListed: Uint8Array
  readonly names: readonly (string | undefined)[]
  readonly responsibleUserIds: Uint32Array
  readonly updatedAt: Float64Array
  /** What the fields hold now; NaN = absent or empty. Money in minor units. */
  readonly stored: StoredColumns
}

export interface StoredColumns {
  readonly boughtCount: Float64Array
  readonly boughtSum: Float64Array
  readonly averageCheck: Float64Array
  readonly inWorkCount: Float64Array
  readonly inWorkSum: Float64Array
  readonly refusedCount: Float64Array
  readonly refusedSum: Float64Array
  readonly actualAt: Float64Array
}

/** The seven figures of every parent, by dense index. `averageCheck` is NaN where nothing (that counts) was bought. */
export interface FigureColumns {
  readonly boughtCount: Float64Array
  readonly boughtSum: Float64Array
  readonly averageCheck: Float64Array
  readonly inWorkCount: Float64Array
  readonly inWorkSum: Float64Array
  readonly refusedCount: Float64Array
  readonly refusedSum: Float64Array
}
