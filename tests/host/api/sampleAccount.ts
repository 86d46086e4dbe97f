import { readFileSync } from 'node:fs'
import type { AccountFile } from '../../../host/account/accountFile'

type Json = Record<string, unknown>

/** Reads a sample answer of the API. */
export function readSample(name: string): Json {
  const path = new URL(`../../fixtures/api-samples/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(path, 'utf8')) as Json
}

/** The account that the samples were taken from, put together from the samples themselves. */
export function sampleAccount(): AccountFile {
  const account = readSample('account')
  const embedded = account['_embedded'] as Json
  const lossLead = readSample('lead_single_with_loss_reason')
  const leads = [...items('leads_page', 'leads'), ...items('leads_page_last', 'leads')].map((lead) =>
    lead['id'] === lossLead['id'] ? { ...lead, _embedded: lossLead['_embedded'] } : lead,
  )
  const trashed = items('leads_only_deleted', 'leads').map((lead) => ({
    ...lead,
    price: 0,
    status_id: 142,
    pipeline_id: 7_100_001,
  }))
  return {
    account: { ...account, ...embedded },
    users: items('users', 'users'),
    pipelines: items('pipelines', 'pipelines'),
    customers_statuses: items('customers_statuses', 'statuses'),
    segments: items('customers_segments', 'segments'),
    leads: [...leads, ...trashed],
    contacts: items('contacts_page', 'contacts'),
    companies: items('companies_page', 'companies'),
    customers: items('customers_page', 'customers'),
    transactions: items('transactions_page', 'transactions'),
    events: items('events_page', 'events'),
    loss_reasons: [{ id: 910_001, name: 'Слишком дорого', sort: 100_000 }],
    catalog_elements: items('catalog_elements_page', 'elements'),
    catalogs: items('catalogs', 'catalogs'),
    notes: items('notes_page', 'notes').map((note) => ({ ...note, entity_type: 'contacts' })),
    tasks: items('tasks_page', 'tasks'),
    talks: [readSample('talk')],
    custom_fields: {
      contacts: items('custom_fields_contacts_page', 'custom_fields'),
      companies: items('custom_fields_companies_page', 'custom_fields'),
    },
    custom_fields_groups: { contacts: items('groups_contacts', 'custom_field_groups') },
  } as unknown as AccountFile
}

function items(name: string, key: string): Json[] {
  return (readSample(name)['_embedded'] as Record<string, Json[]>)[key] ?? []
}
