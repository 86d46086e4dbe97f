import type { AccountStore } from '../../account/accountStore'
import { formatValues } from '../../account/formatValues'
import { linkIndexOf } from '../../account/setLinks'
import type {
  EntityType,
  WireContact,
  WireCustomer,
  WireFieldValues,
  WireLead,
  WireRecord,
} from '../../account/wire'

interface RecordLink {
  id: number
  name: string
}

/** A record as rows and cards of the page show it; what an entity has no use for is null. */
export interface PageRecord {
  id: number
  entity: EntityType
  name: string
  /** Parts of a contact's name. */
  firstName: string | null
  lastName: string | null
  responsibleId: number
  createdAt: number
  updatedAt: number
  values: Record<string, { value: unknown; enumId: number | null }[]>
  tags: string[]
  company: RecordLink | null
  contact: RecordLink | null
  price: number | null
  pipelineId: number | null
  stageId: number | null
  closedAt: number | null
  nextPrice: number | null
  nextDate: number | null
  purchases: number | null
  spent: number | null
}

/** Makes the page's form of the record at an index. */
export function pageRecord(store: AccountStore, entity: EntityType, index: number): PageRecord {
  const record = store.table(entity).read(index)
  const links = linkIndexOf(store, entity)?.linksOf(index)
  const main = links?.contacts.find((contact) => contact.is_main) ?? links?.contacts[0]
  return {
    id: record.id,
    entity,
    name: record.name,
    ...namesOf(entity, record),
    responsibleId: record.responsible_user_id,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
    values: valuesOf(formatValues(store.fields[entity], record.custom_fields_values)),
    tags: (record._embedded?.tags ?? []).map((tag) => tag.name),
    company: linkTo(store, 'companies', links?.companyId ?? null),
    contact: linkTo(store, 'contacts', main?.id ?? null),
    ...moneyOf(entity, record),
  }
}

function namesOf(entity: EntityType, record: WireRecord): Pick<PageRecord, 'firstName' | 'lastName'> {
  if (entity !== 'contacts') return { firstName: null, lastName: null }
  const { first_name: firstName, last_name: lastName } = record as WireContact
  return { firstName, lastName }
}

type Money = Pick<
  PageRecord,
  'price' | 'pipelineId' | 'stageId' | 'closedAt' | 'nextPrice' | 'nextDate' | 'purchases' | 'spent'
>

const noMoney: Money = {
  price: null,
  pipelineId: null,
  stageId: null,
  closedAt: null,
  nextPrice: null,
  nextDate: null,
  purchases: null,
  spent: null,
}

function moneyOf(entity: EntityType, record: WireRecord): Money {
  if (entity === 'leads') {
    const lead = record as WireLead
    return {
      ...noMoney,
      price: lead.price_with_minor_units ?? lead.price,
      pipelineId: lead.pipeline_id,
      stageId: lead.status_id,
      closedAt: lead.closed_at,
    }
  }
  if (entity !== 'customers') return noMoney
  const customer = record as WireCustomer
  return {
    ...noMoney,
    stageId: customer.status_id,
    nextPrice: customer.next_price,
    nextDate: customer.next_date,
    purchases: customer.purchases_count,
    spent: customer.ltv,
  }
}

function valuesOf(entries: readonly WireFieldValues[] | null): PageRecord['values'] {
  return Object.fromEntries(
    (entries ?? []).map((entry) => [
      String(entry.field_id),
      (entry.values ?? []).map(({ value, enum_id: enumId }) => ({ value, enumId: enumId ?? null })),
    ]),
  )
}

function linkTo(store: AccountStore, entity: 'contacts' | 'companies', id: number | null): RecordLink | null {
  if (id === null) return null
  const table = store.table(entity)
  const index = table.liveIndexOf(id)
  return index < 0 ? null : { id, name: table.read(index).name }
}
