import { createContactCompaniesBuilder } from '../../widget/records/createContactCompaniesBuilder'
import { createCustomerColumnsBuilder } from '../../widget/records/createCustomerColumnsBuilder'
import { createLeadColumnsBuilder } from '../../widget/records/createLeadColumnsBuilder'
import { createParentColumnsBuilder } from '../../widget/records/createParentColumnsBuilder'
import { createParentIndex } from '../../widget/records/createParentIndex'
import type { ParentColumns, SourceColumns } from '../../widget/records/columns'
import type { Customer } from '../../widget/records/customer'
import type { Lead } from '../../widget/records/lead'
import type { ParentCard } from '../../widget/records/parentCard'

/** Records of a small account, as the CRM client would give them. */
export interface SourceRecords {
  readonly leads: readonly Lead[]
  readonly customers: readonly Customer[]
  readonly contacts: readonly ParentCard[]
  readonly companies: readonly ParentCard[]
}

/** The records as columns, built the way a run builds them. */
export const aSource = (
  records: Partial<SourceRecords>,
): SourceColumns & {
  readonly parents: { readonly contacts: ParentColumns; readonly companies: ParentColumns }
} => {
  const contacts = createParentIndex()
  const companies = createParentIndex()
  const leads = createLeadColumnsBuilder(contacts, companies)
  const customers = createCustomerColumnsBuilder(contacts, companies)
  const contactCards = createParentColumnsBuilder(contacts)
  const companyCards = createParentColumnsBuilder(companies)
  const contactCompanies = createContactCompaniesBuilder(contacts, companies)
  for (const lead of records.leads ?? []) leads.append(lead)
  for (const customer of records.customers ?? []) customers.append(customer)
  for (const card of records.contacts ?? []) {
    contactCards.append(card)
    contactCompanies.append(card)
  }
  for (const card of records.companies ?? []) companyCards.append(card)
  return {
    contacts,
    companies,
    leads: leads.finish(),
    customers: customers.finish(),
    contactCompanies: contactCompanies.finish(),
    parents: { contacts: contactCards.finish(), companies: companyCards.finish() },
  }
}
