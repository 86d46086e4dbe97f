import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import type { QueryPair } from './query'

/** A list of the CRM and how its records are read. */
export interface ListSource<T> {
  /** For example `/api/v4/leads`. */
  readonly path: string
  /** Where the records stand in `_embedded`. */
  readonly key: string
  /** `with` and the like: sent with every page. */
  readonly query: readonly QueryPair[]
  readonly decode: (wire: unknown) => T
  /** Puts in what an answer left open; gives the records as they are, at no call, where it left nothing open. */
  readonly complete?: (caller: Caller, records: readonly T[], options: CallOptions) => Promise<readonly T[]>
  /**
   * Whether a single record that was answered with 404 is gone, where the 404 may be about something else: what was asked along with it, or
   * the method. Without it every 404 is about the record. Rejects with `CrmError`, also of the refused method.
   */
  readonly isGone?: (caller: Caller, id: number, options: CallOptions) => Promise<boolean>
}
