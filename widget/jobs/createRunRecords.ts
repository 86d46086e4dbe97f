import type { ParentColumns, ParentIndex, SourceColumns } from '../records/columns'
import { createContactCompaniesBuilder } from '../records/createContactCompaniesBuilder'
import { createCustomerColumnsBuilder } from '../records/createCustomerColumnsBuilder'
import { createLeadColumnsBuilder } from '../records/createLeadColumnsBuilder'
import { createParentColumnsBuilder, type ParentRow } from '../records/createParentColumnsBuilder'
import { createParentIndex } from '../records/createParentIndex'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import { finishInParts } from './finishInParts'

/** All that a run has read, folded into columns: nothing is kept per deal. A record that comes again replaces the one before. */
export interface RunRecords {
  readonly index: { readonly [Type in ParentType]: ParentIndex }
  /** Each answers how many of the given records were there already. */
  appendLeads(leads: readonly Lead[]): number
  appendCustomers(customers: readonly Customer[]): number
  appendParents(type: ParentType, cards: readonly ParentCard[]): number
  /** Records that the CRM no longer has; ids that were never read are passed over. */
  deleteLeads(ids: Iterable<number>): void
  deleteCustomers(ids: Iterable<number>): void
  /** What a card's fields hold after a write that was confirmed at `updatedAt`; the rest of the card stays. */
  setStored(type: ParentType, card: ParentRow): void
  /** The records so far. */
  finish(): FinishedRecords
  /** The same with a rest between its parts, so that a page stays responsive with a million deals. */
  finishInParts(rest: () => Promise<void>): Promise<FinishedRecords>
}

export interface FinishedRecords {
  readonly sources: SourceColumns
  readonly parents: { readonly [Type in ParentType]: ParentColumns }
}

/** Empty records. */
export const createRunRecords = (): RunRecords => {
  const contacts = createParentIndex()
  const companies = createParentIndex()
  const leads = createLeadColumnsBuilder(contacts, companies)
  const customers = createCustomerColumnsBuilder(contacts, companies)
  const contactCompanies = createContactCompaniesBuilder(contacts, companies)
  const parents = {
    contacts: createParentColumnsBuilder(contacts),
    companies: createParentColumnsBuilder(companies),
  }

  return {
    index: { contacts, companies },
    appendLeads: (given) => countKnown(given, (lead) => leads.append(lead) !== 'added'),
    appendCustomers: (given) => countKnown(given, (customer) => customers.append(customer) !== 'added'),
    appendParents: (type, cards) =>
      countKnown(cards, (card) => {
        const appended = parents[type].append(card)
        if (type === 'contacts' && appended !== 'ignored') contactCompanies.append(card)
        return appended !== 'added'
      }),
    deleteLeads(ids) {
      for (const id of ids) leads.markDeleted(id)
    },
    deleteCustomers(ids) {
      for (const id of ids) customers.markDeleted(id)
    },
    setStored(type, card) {
      parents[type].append(card)
    },
    finish: () => ({
      sources: {
        contacts,
        companies,
        leads: leads.finish(),
        customers: customers.finish(),
        contactCompanies: contactCompanies.finish(),
      },
      parents: { contacts: parents.contacts.finish(), companies: parents.companies.finish() },
    }),
    finishInParts: (rest) =>
      finishInParts({ index: { contacts, companies }, leads, customers, contactCompanies, parents }, rest),
  }
}

const countKnown = <T>(records: readonly T[], isKnown: (record: T) => boolean): number => {
  let known = 0
  for (const record of records) if (isKnown(record)) known += 1
  return known
}
