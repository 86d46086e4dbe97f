import type { UnixSeconds } from '../records/brands'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import type { CallOptions } from './callOptions'
import type { OnRows, RowSpan } from './readOverlapping'

/** How a list was read to its end. */
export interface ListSummary {
  /** Whole pages of 250 (the last one as well), those before `startPage` included. */
  readonly pages: number
  /** Records given to `onPage` by this call. */
  readonly records: number
  /** Records that came twice (dropped): a sign that pages shifted while they were read. */
  readonly repeated: number
}

/**
 * Gets each page's records, pages in their order, every record once; `records` and `repeated` count those of this call so far. `pages`
 * is how many whole pages of 250 are through, those before `startPage` included: it can be kept as a checkpoint and given as `startPage`
 * later.
 */
export type OnPage<T> = (
  records: readonly T[],
  progress: { readonly pages: number; readonly records: number; readonly repeated: number },
) => void

export interface ListOptions extends CallOptions {
  /** Continue after this many whole pages of 250 (a checkpoint); default 0. */
  readonly startPage?: number
  /** What stands in the pages before `startPage`: where it was not in the order of ids only a page beyond the end tells the end. */
  readonly before?: { readonly isAscending: boolean; readonly lastId: number }
  /** From the highest id down; of buyers, which have no order, it changes nothing. Default false. */
  readonly isNewestFirst?: boolean
  /** Buyers: the end is proved later, by `doCustomersEnd`. Default false. */
  readonly isEndLeft?: boolean
}

/** Gets records as they come. */
export type OnRecords<T> = (records: readonly T[]) => void

export interface UpdatedOptions extends CallOptions {
  /** Records changed at or after this moment. */
  readonly since: UnixSeconds
  /** True for a record that changed before `since` and may be kept all the same: what its page leaves open is asked for. Default: none is. */
  readonly isMissed?: (record: { readonly id: number; readonly updatedAt: UnixSeconds }) => boolean
}

/** How far a list of changes was read. */
export interface UpdatedReading {
  /** Every record that changed later than this was given, as changed or as older; null = every record of the list. */
  readonly after: UnixSeconds | null
}

/** One event of `GET /api/v4/events` (API 9.1). */
export interface CrmEvent {
  readonly id: string
  readonly type: string
  readonly entityType: string
  readonly entityId: number
  readonly createdAt: UnixSeconds
  readonly createdBy: number
  readonly valueAfter: readonly unknown[]
  readonly valueBefore: readonly unknown[]
}

export interface NewestEvents {
  readonly events: readonly CrmEvent[]
  /** False where there may be more. */
  readonly isWhole: boolean
}

/**
 * Whole lists and what changed in them: what a run needs besides. The same promises hold, and a list that contradicts itself (a promised page
 * does not come, a page stays short, nothing new comes for ever) rejects with kind `notWhole`.
 */
export interface ListCalls {
  /** All deals `with=contacts`, ordered by id. */
  listLeads(options: ListOptions, onPage: OnPage<Lead>): Promise<ListSummary>
  /** All buyers `with=contacts,companies`; their order is not documented. */
  listCustomers(options: ListOptions, onPage: OnPage<Customer>): Promise<ListSummary>
  /** Whether the list of buyers holds so many and no more, by one call; false also where its end does not look as it should. */
  doCustomersEnd(count: number, options: CallOptions): Promise<boolean>
  /**
   * The highest id of a list, by one call, to hold against what was read of it; null = the list is empty. Where the account ignores the
   * order it is some other id of the list.
   */
  findHighestId(list: 'leads' | ParentType, options: CallOptions): Promise<number | null>
  /** All cards of an entity ordered by id, with the values of the given fields. */
  listParents(
    type: ParentType,
    fields: FieldIds,
    options: ListOptions,
    onPage: OnPage<ParentCard>,
  ): Promise<ListSummary>

  /**
   * Rows of the lists that are ordered by id, from about `rows.from` on until `onRows` has enough, without a gap between them whatever is
   * deleted or restored meanwhile; some records come twice.
   */
  listLeadRows(rows: RowSpan, options: CallOptions, onRows: OnRows<Lead>): Promise<void>
  listParentRows(
    type: ParentType,
    fields: FieldIds,
    rows: RowSpan,
    options: CallOptions,
    onRows: OnRows<ParentCard>,
  ): Promise<void>

  /**
   * Deals (buyers, cards) changed at or after `since`, by `order[updated_at]=desc` down to it; needs no filter package. Where the account
   * ignores the order (noticed and remembered) the whole list is read. What changes during the reading may be missing: ask again from
   * a little before its start. `onRecords` gets each page's; of a record that comes again the state that changed last is the right one.
   * Records of one second are found whatever order the CRM gives them in. `onOlder` gets what the answers held besides: records that
   * changed before `since`.
   */
  listUpdatedLeads(
    options: UpdatedOptions,
    onRecords: OnRecords<Lead>,
    onOlder?: OnRecords<Lead>,
  ): Promise<UpdatedReading>
  listUpdatedCustomers(
    options: UpdatedOptions,
    onRecords: OnRecords<Customer>,
    onOlder?: OnRecords<Customer>,
  ): Promise<UpdatedReading>
  listUpdatedParents(
    type: ParentType,
    fields: FieldIds,
    options: UpdatedOptions,
    onRecords: OnRecords<ParentCard>,
    onOlder?: OnRecords<ParentCard>,
  ): Promise<UpdatedReading>
  /** Events of the given types with `created_at >= from`, any order, each once. */
  listEvents(types: readonly string[], from: UnixSeconds, options: CallOptions): Promise<readonly CrmEvent[]>
  /** The same, but at most so many pages of 100. */
  listNewestEvents(
    types: readonly string[],
    from: UnixSeconds,
    mostPages: number,
    options: CallOptions,
  ): Promise<NewestEvents>
}
