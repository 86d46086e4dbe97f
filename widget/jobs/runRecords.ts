import type { ParentColumns, ParentIndex, SourceColumns } from '../records/columns'
import type { ParentRow } from '../records/createParentColumnsBuilder'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import type { Steps } from '../records/steps'

/** All that a run has read, folded into columns: nothing is kept per deal. A record that comes again replaces the one before. */
export interface RunRecords {
  readonly index: { readonly [Type in ParentType]: ParentIndex }
  /** True once a deal or a buyer came of which nobody knows which of its contacts is the main one. */
  readonly hasUnknownMains: boolean
  /**
   * Each answers how many of the given records were there already. A record replaces the one before unless it is older; `isCurrent`: it does
   * so in any case, since the CRM was asked for it after the other was read.
   */
  appendLeads(leads: readonly Lead[], isCurrent?: boolean): number
  appendCustomers(customers: readonly Customer[], isCurrent?: boolean): number
  appendParents(type: ParentType, cards: readonly ParentCard[], isCurrent?: boolean): number
  /** Records that the CRM no longer has; ids that were never read are passed over. */
  deleteLeads(ids: Iterable<number>): void
  deleteCustomers(ids: Iterable<number>): void
  /** What a card's fields hold after a write that was confirmed at `updatedAt`; the rest of the card stays. */
  setStored(type: ParentType, card: ParentRow): void
  /** The records so far. */
  finish(): FinishedRecords
  /** The same in steps, so that a page stays responsive with a million deals. What is appended between two steps may be left out. */
  finishInSteps(): Steps<FinishedRecords>
}

export interface FinishedRecords {
  readonly sources: SourceColumns
  readonly parents: { readonly [Type in ParentType]: ParentColumns }
}
