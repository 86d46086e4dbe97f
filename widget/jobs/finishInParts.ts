import type { ContactCompaniesBuilder } from '../records/createContactCompaniesBuilder'
import type { CustomerColumnsBuilder } from '../records/createCustomerColumnsBuilder'
import type { LeadColumnsBuilder } from '../records/createLeadColumnsBuilder'
import type { ParentColumnsBuilder } from '../records/createParentColumnsBuilder'
import type { ParentType } from '../records/parents'
import type { FinishedRecords, RunRecords } from './createRunRecords'

export interface RecordBuilders {
  readonly index: RunRecords['index']
  readonly leads: Pick<LeadColumnsBuilder, 'finish'>
  readonly customers: Pick<CustomerColumnsBuilder, 'finish'>
  readonly contactCompanies: Pick<ContactCompaniesBuilder, 'finish'>
  readonly parents: { readonly [Type in ParentType]: Pick<ParentColumnsBuilder, 'finish'> }
}

/** Finishes the builders one after the other with a rest between them, since each copies its columns: 20 ms for a million deals. */
export const finishInParts = async (
  { index, leads, customers, contactCompanies, parents }: RecordBuilders,
  rest: () => Promise<void>,
): Promise<FinishedRecords> => {
  const finishedLeads = leads.finish()
  await rest()
  const sources = {
    ...index,
    leads: finishedLeads,
    customers: customers.finish(),
    contactCompanies: contactCompanies.finish(),
  }
  await rest()
  const contacts = parents.contacts.finish()
  await rest()
  return { sources, parents: { contacts, companies: parents.companies.finish() } }
}
