import type { AccountStore } from '../../account/accountStore'
import type { EntityType, WireFieldValues, WireRecord } from '../../account/wire'
import { type QueryTree, type QueryValue, queryAt, queryNumbers, querySpan, queryTexts } from '../query'

/** A test of a record by its index. */
export type RecordTest = (index: number) => boolean

const USER_KEYS = ['created_by', 'updated_by', 'responsible_user_id'] as const
const SPAN_KEYS = [
  'created_at',
  'updated_at',
  'closed_at',
  'closest_task_at',
  'price',
  'next_price',
  'next_date',
]

/**
 * Makes the tests of `filter[…]` for one entity, cheap ones first. Keys that the CRM does not know are ignored, and so
 * is a scalar `filter[pipeline_id]`: only its array form works.
 */
export function createFilterTests(store: AccountStore, entity: EntityType, query: QueryTree): RecordTest[] {
  const filter = query['filter']
  if (typeof filter !== 'object') return []
  return [
    ...idTests(store, entity, filter),
    ...spanTests(store, entity, filter),
    ...listTests(store, entity, filter),
    ...stageTests(store, entity, filter),
    ...nameTests(store, entity, filter),
    ...valueTests(store, entity, filter['custom_fields_values']),
  ]
}

/** A test of `query`: the text in the name, the phones, the e-mails or any other text of the record. */
export function createQueryTest(
  store: AccountStore,
  entity: EntityType,
  query: QueryTree,
): RecordTest | null {
  const text = queryTexts(query['query'])[0]?.trim().toLowerCase()
  if (!text) return null
  const digits = /^[+\d()\s-]{5,}$/.test(text) ? text.replace(/\D/g, '') : null
  return (index) => {
    const record = store.table(entity).read(index)
    if (record.name.toLowerCase().includes(text) || String(record.id) === text) return true
    return textsOf(record.custom_fields_values).some(
      (value) =>
        value.toLowerCase().includes(text) || (digits !== null && value.replace(/\D/g, '').includes(digits)),
    )
  }
}

function idTests(store: AccountStore, entity: EntityType, filter: QueryTree): RecordTest[] {
  if (filter['id'] === undefined) return []
  const ids = new Set(queryNumbers(filter['id']))
  const table = store.table(entity)
  return ids.size > 0 ? [(index) => ids.has(table.idAt(index))] : []
}

function spanTests(store: AccountStore, entity: EntityType, filter: QueryTree): RecordTest[] {
  const table = store.table(entity)
  return SPAN_KEYS.filter((key) => filter[key] !== undefined).map((key) => {
    const span = querySpan(filter[key])
    const exact = queryNumbers(filter[key])
    const fits = (value: number): boolean =>
      span ? value >= span.from && value <= span.to : exact.includes(value)
    if (key === 'updated_at') return (index) => fits(table.updatedAtAt(index))
    if (key === 'created_at') return (index) => fits(table.createdAtAt(index))
    return (index) => {
      const value = plainOf(table.read(index))[key]
      return typeof value === 'number' && fits(value)
    }
  })
}

function listTests(store: AccountStore, entity: EntityType, filter: QueryTree): RecordTest[] {
  const table = store.table(entity)
  const keys: string[] = [...USER_KEYS]
  if (entity === 'leads' && typeof filter['pipeline_id'] === 'object') keys.push('pipeline_id')
  if (entity === 'customers') keys.push('status_id')
  return keys
    .filter((key) => filter[key] !== undefined)
    .map((key) => {
      const wanted = new Set(queryNumbers(filter[key]))
      return (index) => wanted.has(Number(plainOf(table.read(index))[key]))
    })
}

function stageTests(store: AccountStore, entity: EntityType, filter: QueryTree): RecordTest[] {
  const stages = filter['statuses']
  if (entity !== 'leads' || typeof stages !== 'object') return []
  const wanted = new Set(
    Object.values(stages).map((stage) =>
      typeof stage === 'object'
        ? `${queryTexts(stage['pipeline_id'])[0] ?? ''}/${queryTexts(stage['status_id'])[0] ?? ''}`
        : '',
    ),
  )
  const leads = store.tables.leads
  const pipelines = leads.column('pipeline_id')
  const statuses = leads.column('status_id')
  return [(index) => wanted.has(`${pipelines[index]}/${statuses[index]}`)]
}

function nameTests(store: AccountStore, entity: EntityType, filter: QueryTree): RecordTest[] {
  const names = new Set(queryTexts(filter['name']))
  const table = store.table(entity)
  return names.size > 0 ? [(index) => names.has(table.read(index).name)] : []
}

function valueTests(store: AccountStore, entity: EntityType, filter: QueryValue | undefined): RecordTest[] {
  if (typeof filter !== 'object') return []
  const table = store.table(entity)
  return Object.keys(filter).map((key) => {
    const fieldId = Number(key)
    const value = queryAt(filter, key)
    const span = querySpan(value)
    const wanted = new Set(queryTexts(value))
    return (index) =>
      (table.valuesOf(index, fieldId) ?? []).some((own) =>
        span
          ? Number(own.value) >= span.from && Number(own.value) <= span.to
          : wanted.has(filterText(own.value)) || (own.enum_id ? wanted.has(String(own.enum_id)) : false),
      )
  })
}

function filterText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value)
}

function textsOf(entries: WireFieldValues[] | null): string[] {
  return (entries ?? []).flatMap((entry) => (entry.values ?? []).map((value) => textOf(value.value)))
}

function plainOf(record: WireRecord): Record<string, unknown> {
  return record as unknown as Record<string, unknown>
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
