import type { SourceColumns } from '../records/columns'
import { createContactCompaniesBuilder } from '../records/createContactCompaniesBuilder'
import { createCustomerColumnsBuilder } from '../records/createCustomerColumnsBuilder'
import { createLeadColumnsBuilder } from '../records/createLeadColumnsBuilder'
import { createParentIndex } from '../records/createParentIndex'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'

/** One card and what was read for it: a company's contacts, and the deals and buyers that hang on either. */
export interface ReadCard {
  readonly type: ParentType
  readonly card: ParentCard
  readonly contacts: readonly ParentCard[]
  readonly leads: readonly Lead[]
  readonly customers: readonly Customer[]
}

/** What hangs on one card, as the engine counts it. */
export const createCardSource = (read: ReadCard): SourceColumns => {
  const contacts = createParentIndex()
  const companies = createParentIndex()
  const leads = createLeadColumnsBuilder(contacts, companies)
  const customers = createCustomerColumnsBuilder(contacts, companies)
  const contactCompanies = createContactCompaniesBuilder(contacts, companies)
  if (read.type === 'contacts') contactCompanies.append(read.card)
  else companies.add(read.card.id)
  for (const contact of read.contacts) contactCompanies.append(contact)
  for (const lead of read.leads) leads.append(lead)
  for (const customer of read.customers) customers.append(customer)
  return {
    contacts,
    companies,
    leads: leads.finish(),
    customers: customers.finish(),
    contactCompanies: contactCompanies.finish(),
  }
}
