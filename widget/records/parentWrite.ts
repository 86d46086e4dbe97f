import type { UnixSeconds } from './brands'
import type { FieldKey, FigureKey } from './fieldKeys'

/** Ids of the eight fields of one entity; a field that is not there is absent. */
export type FieldIds = { readonly [Key in FieldKey]?: number }

/**
 * One card's write. A figure is a number (counts as they are, money in minor units) or null = clear the field. Only the keys that
 * are to be sent are there.
 */
export interface ParentWrite {
  readonly id: number
  readonly figures: { readonly [Key in FigureKey]?: number | null }
  readonly actualAt: UnixSeconds
  /** A stamp later than any right one, which stood there before: where it still stands, nothing was written. */
  readonly wrongStamp?: number
}
