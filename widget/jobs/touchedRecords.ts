import type { CrmEvent } from '../api/crmClient'
import type { ParentType } from '../records/parents'

/** Events that can change a figure without changing the record that it is made of, or that name a record that is gone (API 9.1). */
export const changeEventTypes: readonly string[] = [
  ...['lead', 'contact', 'company', 'customer'].flatMap((name) => [
    `${name}_deleted`,
    `${name}_linked`,
    `${name}_unlinked`,
  ]),
  'lead_restored',
  'contact_restored',
  'company_restored',
  'contact_added',
  'company_added',
  'entity_linked',
  'entity_unlinked',
  'entity_merged',
  'transaction_added',
]

/** Ids that events name. */
export interface TouchedRecords {
  readonly leads: Set<number>
  readonly customers: Set<number>
  readonly contacts: Set<number>
  readonly companies: Set<number>
  readonly mergedLeads: Set<number>
  /** Cards with which everything that hangs on them may have moved: deleted, restored or merged ones. */
  readonly moved: { readonly [Type in ParentType]: Set<number> }
}

type Bucket = 'leads' | 'customers' | ParentType

/** Sorts what the events name: their own entities, and for links both ends. */
export const touchedBy = (events: readonly CrmEvent[]): TouchedRecords => {
  const touched: TouchedRecords = {
    leads: new Set(),
    customers: new Set(),
    contacts: new Set(),
    companies: new Set(),
    mergedLeads: new Set(),
    moved: { contacts: new Set(), companies: new Set() },
  }
  for (const event of events) {
    const bucket = bucketOf(event.entityType)
    if (bucket !== null) touched[bucket].add(event.entityId)
    if (/_(deleted|restored|merged)$/.test(event.type)) {
      if (bucket === 'contacts' || bucket === 'companies') touched.moved[bucket].add(event.entityId)
      if (bucket === 'leads' && event.type === 'entity_merged') touched.mergedLeads.add(event.entityId)
    }
    for (const { type, id } of [...linkEnds(event.valueAfter), ...linkEnds(event.valueBefore)]) {
      const end = bucketOf(type)
      if (end !== null) touched[end].add(id)
    }
  }
  return touched
}

const buckets: Readonly<Record<string, Bucket>> = {
  lead: 'leads',
  leads: 'leads',
  contact: 'contacts',
  contacts: 'contacts',
  company: 'companies',
  companies: 'companies',
  customer: 'customers',
  customers: 'customers',
}

const bucketOf = (entityType: string): Bucket | null => buckets[entityType] ?? null

/** `[{link|unlink: {entity: {type, id}}}]` */
const linkEnds = (values: readonly unknown[]): readonly { type: string; id: number }[] =>
  values.flatMap((value) => {
    const link = keyOf(value, 'link') ?? keyOf(value, 'unlink')
    const entity = keyOf(link, 'entity')
    const type = keyOf(entity, 'type')
    const id = keyOf(entity, 'id')
    return typeof type === 'string' && typeof id === 'number' ? [{ type, id }] : []
  })

const keyOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
