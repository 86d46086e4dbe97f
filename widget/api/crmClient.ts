import type { Account } from '../records/account'
import type { UnixSeconds } from '../records/brands'
import type { Customer } from '../records/customer'
import type { CustomField, CustomFieldDraft, CustomFieldGroup } from '../records/customField'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import type { ParentRef, ParentType } from '../records/parents'
import type { FieldIds, ParentWrite } from '../records/parentWrite'
import type { CustomerStage, Pipeline } from '../records/pipeline'
import type { Wire } from './listAll'
import type { OnRows, RowSpan } from './readOverlapping'

/** `card` requests go before `run` requests in the one rate window. */
export type Priority = 'card' | 'run'

export interface CallOptions {
  readonly priority: Priority
  readonly signal?: AbortSignal
}

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
}

/** Gets records as they come. */
export type OnRecords<T> = (records: readonly T[]) => void

export interface UpdatedOptions extends CallOptions {
  /** Records changed at or after this moment. */
  readonly since: UnixSeconds
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

/** What one batch of writes came to. Ids that the CRM did not confirm are `missing`. */
export interface WriteOutcome {
  readonly updated: readonly { readonly id: number; readonly updatedAt: UnixSeconds }[]
  readonly missing: readonly number[]
  /** Cards that the CRM refuses, with its words. */
  readonly refused: readonly { readonly id: number; readonly detail: string; readonly path: string }[]
}

/**
 * What every page needs of the CRM's REST API, in the widget's words. Every method rejects with `CrmError` and nothing else (what a callback of the caller throws
 * is passed on); retries, the rate window and the checks of answers are inside. Nothing is ever returned for an answer that was not
 * understood. After kind `banned` every call rejects with it at once, until a new client is made.
 */
export interface CardClient {
  fetchAccount(options: CallOptions): Promise<Account>
  listPipelines(options: CallOptions): Promise<readonly Pipeline[]>
  /** Empty where the CRM names none. Rejects with kind `unprocessable` outside mode `periodicity` (422). */
  listCustomerStages(options: CallOptions): Promise<readonly CustomerStage[]>

  /**
   * One card with ids of what hangs on it. null = the CRM has no such card (204; 404 too where no buyers are asked along, since it may
   * be about them).
   */
  fetchParent(
    parent: ParentRef,
    fields: FieldIds,
    options: CallOptions & BuyersChoice,
  ): Promise<{
    readonly card: ParentCard
    readonly leadIds: readonly number[]
    readonly customerIds: readonly number[]
    /** Of a company: its contacts, null where the CRM did not say. Of a contact: empty. */
    readonly contactIds: readonly number[] | null
  } | null>

  /**
   * Deals by id, in chunks of 100 in parallel by `filter[id][]` (one id: as a single). A filtered answer is checked; when it holds a deal that
   * was not asked for, the client remembers that filters are off and reads one by one, at most `singleLimit`; with more than that it answers
   * `{ isComplete: false }` and reads nothing. Ids that the CRM no longer has are left out: deals deleted, or hidden from the user.
   */
  fetchLeads(ids: readonly number[], options: FetchManyOptions): Promise<FetchedMany<Lead>>
  fetchCustomers(ids: readonly number[], options: FetchManyOptions): Promise<FetchedMany<Customer>>
  /** Cards by id, the same way. */
  fetchParents(
    type: ParentType,
    ids: readonly number[],
    fields: FieldIds,
    options: FetchManyOptions & BuyersChoice,
  ): Promise<FetchedMany<LinkedParentCard>>

  /**
   * Writes cards in batches: starts at 50, doubles after each answer under 2 s up to 250, halves after 504. `onBatch` gets each outcome
   * as soon as it is confirmed, every card in exactly one of them. A batch whose answer was lost is read back before it is sent again; a 400
   * splits it down to the guilty cards. Between batches `options.signal` and `beforeBatch` (may wait: pause) are asked; a batch once sent is
   * not interrupted, its outcome still comes through `onBatch`. Resolves when all writes are confirmed, missing, refused or dropped. The
   * writes are asked for as they are sent, and one ahead.
   * Kind `refused` with issues that bear `fieldId`: these fields were deleted; the cards not told through `onBatch` are not written.
   */
  updateParents(
    type: ParentType,
    writes: Iterable<ParentWrite>,
    fields: FieldIds,
    options: UpdateOptions,
  ): Promise<void>

  listCustomFields(entity: ParentType | 'leads', options: CallOptions): Promise<readonly CustomField[]>

  /** Requests sent so far, retries included. */
  requestCount(): number
  /**
   * For who was told that the session is over: resolves once it is back, whoever's it is. Rejects with the signal's reason. An answer
   * 401 is told only after the client has waited for the page to renew the session, and for the CRM's own sign-in window to close.
   */
  untilSession(signal: AbortSignal): Promise<void>
  /** Changes the rate (requests a second, 1–50) of the window. */
  setRate(rate: number): void
  /** What the calls of whole lists are added over. */
  readonly wire: Wire
}

/** Making and deleting fields and groups, and a look at buyers: what the settings, a run and a card whose fields were deleted need besides. */
export interface FieldCalls {
  /** Asks for one buyer, to see whether the CRM gives them. */
  checkBuyers(options: CallOptions): Promise<void>
  createCustomFields(
    type: ParentType,
    drafts: readonly CustomFieldDraft[],
    options: CallOptions,
  ): Promise<readonly CustomField[]>
  deleteCustomField(type: ParentType, id: number, options: CallOptions): Promise<void>
  listGroups(type: ParentType, options: CallOptions): Promise<readonly CustomFieldGroup[]>
  createGroup(type: ParentType, name: string, sort: number, options: CallOptions): Promise<CustomFieldGroup>
  deleteGroup(type: ParentType, id: string, options: CallOptions): Promise<void>
  /** Moves fields into a group; their values stay. */
  moveFieldsToGroup(
    type: ParentType,
    groupId: string,
    fieldIds: readonly number[],
    options: CallOptions,
  ): Promise<void>
}

/** A client that can make fields. */
export interface FieldClient extends CardClient, FieldCalls {}

/** Whole lists and what changed in them: what a run needs besides. The same promises hold. */
export interface ListCalls {
  /** All deals `with=contacts`, ordered by id. */
  listLeads(options: ListOptions, onPage: OnPage<Lead>): Promise<ListSummary>
  /** All buyers `with=contacts,companies`; their order is not documented. */
  listCustomers(options: ListOptions, onPage: OnPage<Customer>): Promise<ListSummary>
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
   */
  listUpdatedLeads(options: UpdatedOptions, onRecords: OnRecords<Lead>): Promise<void>
  listUpdatedCustomers(options: UpdatedOptions, onRecords: OnRecords<Customer>): Promise<void>
  listUpdatedParents(
    type: ParentType,
    fields: FieldIds,
    options: UpdatedOptions,
    onRecords: OnRecords<ParentCard>,
  ): Promise<void>
  /** At most 50 of the cards that changed last, by one call; where the account ignores the order, 50 of its cards. */
  listNewestParents(type: ParentType, fields: FieldIds, options: CallOptions): Promise<readonly ParentCard[]>
  /** Events of the given types with `created_at >= from`, any order, each once. */
  listEvents(types: readonly string[], from: UnixSeconds, options: CallOptions): Promise<readonly CrmEvent[]>
}

/** The CRM's REST API as far as the widget speaks it. */
export interface CrmClient extends FieldClient, ListCalls {}

/** A card with the ids of what hangs on it; `contactIds` are those of a company, null where the CRM did not say. */
export interface LinkedParentCard extends ParentCard {
  readonly leadIds: readonly number[]
  readonly customerIds: readonly number[]
  readonly contactIds: readonly number[] | null
}

/** What is asked of cards besides their deals. */
export interface BuyersChoice {
  /** False leaves out the ids of their buyers, and nothing is asked about these. Default true. */
  readonly hasBuyers?: boolean
}

export interface FetchManyOptions extends CallOptions {
  readonly singleLimit: number
  readonly onProgress?: (read: number, total: number) => void
}

export type FetchedMany<T> =
  | { readonly isComplete: true; readonly records: readonly T[] }
  | { readonly isComplete: false }

export interface UpdateOptions extends CallOptions {
  readonly onBatch?: (outcome: WriteOutcome) => void
  readonly beforeBatch?: () => Promise<void>
  /** Names ids that were refreshed elsewhere meanwhile and must not be sent any more; asked before each batch. */
  readonly isDropped?: (id: number) => boolean
}
