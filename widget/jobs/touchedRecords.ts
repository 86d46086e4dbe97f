import type { CrmEvent } from '../api/listCalls'
import type { ParentType } from '../records/parents'

/**
 * Events that can change a figure without changing the date of the record that it is made of, or that name a record that is gone (API 9.1);
 * a purchase that was deleted is told by the sum of the buyer's purchases alone.
 */
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
  'ltv_field_changed',
]

/**
 * Events that besides tell what else moves a figure. The date of the record tells it as well, unless somebody has set that to an earlier one, as
 * an import may. No event tells of a buyer's expected purchase, and those of a field's value cannot be asked for together with others.
 */
export const datedEventTypes: readonly string[] = [
  'lead_added',
  'customer_added',
  'lead_status_changed',
  'customer_status_changed',
  'sale_field_changed',
]

/** Ids that events name. */
export interface TouchedRecords {
  readonly leads: Set<number>
  readonly customers: Set<number>
  readonly contacts: Set<number>
  readonly companies: Set<number>
  readonly mergedLeads: Set<number>
  /** Records that are gone: nothing since their deletion tells otherwise. Cards of them are among `moved` too. */
  readonly deleted: { readonly [Kind in 'leads' | ParentType]: Set<number> }
  /** Cards with which everything that hangs on them may have moved: deleted, restored or merged ones. */
  readonly moved: { readonly [Type in ParentType]: Set<number> }
}

type Bucket = 'leads' | 'customers' | ParentType

/**
 * Sorts what the events name: their own entities, and of links the record that keeps the link. `all` are those among which later ones may
 * take a deletion back.
 */
export const touchedBy = (events: readonly CrmEvent[], all: readonly CrmEvent[] = events): TouchedRecords => {
  const isGone = createDeletionJudge(all)
  const touched: TouchedRecords = {
    leads: new Set(),
    customers: new Set(),
    contacts: new Set(),
    companies: new Set(),
    mergedLeads: new Set(),
    deleted: { leads: new Set(), contacts: new Set(), companies: new Set() },
    moved: { contacts: new Set(), companies: new Set() },
  }
  for (const event of events) {
    const bucket = bucketOf(event.entityType)
    const ends = endsOf(event)
    const keepers = isLink(event.type) ? keepersOf(bucket, event.entityId, ends) : null
    if (keepers !== null) {
      for (const end of keepers) touched[end.bucket].add(end.id)
      continue
    }
    if (bucket !== null && bucket !== 'customers' && isGone(bucket, event.entityId))
      touched.deleted[bucket].add(event.entityId)
    else if (bucket !== null) touched[bucket].add(event.entityId)
    if (/_(deleted|restored|merged)$/.test(event.type)) {
      if (bucket === 'contacts' || bucket === 'companies') touched.moved[bucket].add(event.entityId)
      if (bucket === 'leads' && event.type === 'entity_merged') touched.mergedLeads.add(event.entityId)
    }
    for (const end of ends) if (end.bucket !== null) touched[end.bucket].add(end.id)
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

interface End<Kind = Bucket | null> {
  readonly bucket: Kind
  readonly id: number
}

const isLink = (type: string): boolean => /_(un)?linked$/.test(type)

const isDeletion = (type: string): boolean => type.endsWith('_deleted')

const endsOf = ({ valueAfter, valueBefore }: CrmEvent): readonly End[] =>
  [...linkEnds(valueAfter), ...linkEnds(valueBefore)].map(({ type, id }) => ({ bucket: bucketOf(type), id }))

/** Which record of two keeps their link (API 8): a deal or a buyer, else the contact. */
const keeperRanks: Readonly<Record<Bucket, number>> = { leads: 3, customers: 3, contacts: 2, companies: 1 }

/** The records that keep the links of an event; null where it does not tell both ends. */
const keepersOf = (
  bucket: Bucket | null,
  id: number,
  ends: readonly End[],
): readonly End<Bucket>[] | null => {
  if (bucket === null || ends.length === 0) return null
  const keepers: End<Bucket>[] = []
  for (const end of ends) {
    if (end.bucket === null || keeperRanks[end.bucket] === keeperRanks[bucket]) return null
    keepers.push(
      keeperRanks[end.bucket] > keeperRanks[bucket] ? { bucket: end.bucket, id: end.id } : { bucket, id },
    )
  }
  return keepers
}

/** Tells which records are gone by the events alone: deleted, and since then nothing but unlinked. */
const createDeletionJudge = (events: readonly CrmEvent[]): ((bucket: Bucket, id: number) => boolean) => {
  const deletedAt = new Map<string, number>()
  const aliveAt = new Map<string, number>()
  const note = (times: Map<string, number>, bucket: Bucket | null, id: number, at: number): void => {
    if (bucket === null) return
    const key = `${bucket} ${id}`
    times.set(key, Math.max(at, times.get(key) ?? 0))
  }
  for (const event of events) {
    const { type, entityType, entityId, createdAt } = event
    if (type.endsWith('_unlinked')) continue
    note(isDeletion(type) ? deletedAt : aliveAt, bucketOf(entityType), entityId, createdAt)
    for (const end of endsOf(event)) note(aliveAt, end.bucket, end.id, createdAt)
  }
  return (bucket, id) => {
    const key = `${bucket} ${id}`
    const at = deletedAt.get(key)
    return at !== undefined && at > (aliveAt.get(key) ?? 0)
  }
}

/** `[{link|unlink: {entity: {type, id}}}]` */
const linkEnds = (values: readonly unknown[]): readonly { type: string; id: number }[] =>
  values.flatMap((value) => {
    const link = keyOf(value, 'link') ?? keyOf(value, 'unlink')
    const entity = keyOf(link, 'entity')
    const type = keyOf(entity, 'type')
    const id = Number(keyOf(entity, 'id') ?? Number.NaN)
    return typeof type === 'string' && Number.isInteger(id) ? [{ type, id }] : []
  })

const keyOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined
