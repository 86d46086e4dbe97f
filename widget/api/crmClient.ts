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
import type { CallOptions } from './callOptions'
import type { ListCalls } from './listCalls'

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
   * be about them). The card is asked for at once, whenever its fields are known.
   */
  fetchParent(
    parent: ParentRef,
    fields: FieldIds | Promise<FieldIds>,
    options: CallOptions & BuyersChoice,
  ): Promise<{
    readonly card: ParentCard
    /** These lists are null where the CRM did not say; nobody may take that for an empty one. */
    readonly leadIds: readonly number[] | null
    readonly customerIds: readonly number[] | null
    /** Of a company: its contacts. Of a contact: empty. */
    readonly contactIds: readonly number[] | null
  } | null>
  /**
   * Ids of the records of one kind that cards are linked to, each once, as their links tell (API 8): all but the deals of a contact.
   */
  listLinkedIds(
    type: ParentType,
    ids: readonly number[],
    kind: 'leads' | 'customers' | 'contacts',
    options: CallOptions,
  ): Promise<readonly number[]>

  /**
   * Deals by id, in chunks of 100 in parallel by `filter[id][]` (one id: as a single). A filtered answer is held against the ids; when it
   * holds a deal that was not asked for, the client remembers that filters are off and reads one by one. Ids that a filtered answer lacks,
   * or gives in two ways, are read one by one too: only what a single call does not have is left out, as deleted or hidden from the
   * user. With more than `singleLimit` of them the answer is `{ isComplete: false }`, and none is read.
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
   * splits it down to the guilty cards. Before each sending `options.signal` and `beforeSend` are asked; a batch once sent is
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

  /** All of them. Kind `notWhole` also where contacts or companies seem to have none. */
  listCustomFields(entity: ParentType | 'leads', options: CallOptions): Promise<readonly CustomField[]>
  listGroups(type: ParentType, options: CallOptions): Promise<readonly CustomFieldGroup[]>

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
  createGroup(type: ParentType, name: string, sort: number, options: CallOptions): Promise<CustomFieldGroup>
  deleteGroup(type: ParentType, id: string, options: CallOptions): Promise<void>
  /** Moves fields into a group; their values stay. */
  moveFieldsToGroup(
    type: ParentType,
    groupId: string,
    fieldIds: readonly number[],
    options: CallOptions,
  ): Promise<void>
  /** At most 50 of the cards that changed last, by one call; where the account ignores the order, 50 of its cards. */
  listNewestParents(type: ParentType, fields: FieldIds, options: CallOptions): Promise<readonly ParentCard[]>
}

/** A client that can make fields. */
export interface FieldClient extends CardClient, FieldCalls {}

/** The CRM's REST API as far as the widget speaks it. */
export interface CrmClient extends FieldClient, ListCalls {}

/** A card with the ids of what hangs on it, null where the CRM did not say; `contactIds` are those of a company. */
export interface LinkedParentCard extends ParentCard {
  readonly leadIds: readonly number[] | null
  readonly customerIds: readonly number[] | null
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
  /** `singles`: how many of them were read one by one. */
  | { readonly isComplete: true; readonly records: readonly T[]; readonly singles: number }
  | { readonly isComplete: false }

export interface UpdateOptions extends CallOptions {
  readonly onBatch?: (outcome: WriteOutcome) => void
  /**
   * Told of cards that were sent and whose answer was lost, or does not name them: until their outcome comes they may be written. Also of those
   * that turn out not to be (`isInDoubt` false); after a lost connection or a 504 the CRM may still be at it.
   */
  readonly onDoubt?: (ids: readonly number[], isInDoubt: boolean) => void
  /** Asked when the turn of a batch has come, repeats of it too: what it throws ends the writing, and the batch is not sent. */
  readonly beforeSend?: () => Promise<void>
  /** Names ids that were refreshed elsewhere meanwhile and must not be sent any more; asked before each batch. */
  readonly isDropped?: (id: number) => boolean
}
