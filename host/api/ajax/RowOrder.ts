import type { AccountStore } from '../../account/accountStore'
import { linkIndexOf } from '../../account/setLinks'
import type { EntityType, WireCustomer, WireLead, WireRecord } from '../../account/wire'

type SortKey = number | string | null

interface KeptOrder {
  version: number
  ascending: Int32Array
  /** Where the records without a value begin; they stand last in both directions. */
  filled: number
}

const collator = new Intl.Collator('ru', { sensitivity: 'base', numeric: true })

/**
 * The live records of each list in the order of a column. An order is sorted once and kept until a record of the entity
 * changes, so that paging through 300,000 rows sorts nothing.
 */
export class RowOrder {
  readonly #store: AccountStore
  readonly #kept = new Map<string, KeptOrder>()

  constructor(store: AccountStore) {
    this.#store = store
  }

  /** Indexes by a column (`cf:ID`, or a name of the record's own); an unknown column gives the newest first. */
  read(entity: EntityType, key: string, isDescending: boolean): Int32Array {
    const { ascending, filled } = this.#ordered(entity, key)
    if (!isDescending) return ascending
    const turned = ascending.slice()
    turned.subarray(0, filled).reverse()
    return turned
  }

  #ordered(entity: EntityType, key: string): KeptOrder {
    const name = `${entity}/${key}`
    const version = this.#versionOf(entity, key)
    const known = this.#kept.get(name)
    if (known?.version === version) return known
    const made = { version, ...sortBy(this.#store, entity, key) }
    this.#kept.set(name, made)
    return made
  }

  /** A column that shows another entity's names is stale when that one changes, too. */
  #versionOf(entity: EntityType, key: string): number {
    const other = key === 'company' ? 'companies' : key === 'contact' ? 'contacts' : null
    return this.#store.table(entity).version + (other ? this.#store.table(other).version : 0)
  }
}

function sortBy(store: AccountStore, entity: EntityType, key: string): Omit<KeptOrder, 'version'> {
  const table = store.table(entity)
  if (key === 'id' || key === 'created_at' || key === 'updated_at') {
    const order = table.order(key)
    return { ascending: order, filled: order.length }
  }
  const order = table.order('id').slice()
  const read = keyReader(store, entity, key)
  const keys = new Map<number, number | string>()
  for (const index of order) {
    const value = read(index)
    if (value !== null && value !== '') keys.set(index, value)
  }
  const filled = order.filter((index) => keys.has(index))
  filled.sort((one, other) => compare(keys.get(one), keys.get(other)) || one - other)
  const empty = order.filter((index) => !keys.has(index))
  const ascending = new Int32Array(order.length)
  ascending.set(filled)
  ascending.set(empty, filled.length)
  return { ascending, filled: filled.length }
}

function compare(one: number | string | undefined, other: number | string | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return collator.compare(String(one), String(other))
}

function keyReader(store: AccountStore, entity: EntityType, key: string): (index: number) => SortKey {
  const table = store.table(entity)
  const fieldId = Number(/^cf:(\d+)$/.exec(key)?.[1] ?? 0)
  const field = store.fields[entity].field(fieldId)
  if (field) {
    const isNumber = store.fields[entity].isNumber(field)
    return (index) => {
      const value = table.valuesOf(index, fieldId)?.[0]?.value
      if (value === undefined || value === null) return null
      return isNumber ? Number(value) : textOf(value)
    }
  }
  const plain = plainKeys[key]
  if (plain) return (index) => plain(table.read(index))
  if (key === 'responsible') {
    return (index) => store.user(table.read(index).responsible_user_id)?.name ?? null
  }
  if (key === 'stage') return stageReader(store, entity)
  if (key === 'company' || key === 'contact') return linkReader(store, entity, key)
  return (index) => -table.idAt(index)
}

const plainKeys: Record<string, (record: WireRecord) => SortKey> = {
  name: (record) => record.name,
  tags: (record) => record._embedded?.tags?.[0]?.name ?? null,
  price: (record) => (record as WireLead).price_with_minor_units ?? (record as WireLead).price,
  closed_at: (record) => (record as WireLead).closed_at,
  next_price: (record) => (record as WireCustomer).next_price,
  next_date: (record) => (record as WireCustomer).next_date,
  purchases: (record) => (record as WireCustomer).purchases_count,
  spent: (record) => (record as WireCustomer).ltv,
}

function stageReader(store: AccountStore, entity: EntityType): (index: number) => SortKey {
  const places = new Map<string, number>()
  for (const [at, pipeline] of store.pipelines.entries()) {
    for (const [place, stage] of pipeline._embedded.statuses.entries())
      places.set(`${pipeline.id}/${stage.id}`, at * 1000 + place)
  }
  for (const [place, stage] of store.customerStatuses.entries()) places.set(`/${stage.id}`, place)
  const table = store.table(entity)
  return (index) => {
    const record = table.read(index) as WireLead
    return places.get(`${entity === 'leads' ? record.pipeline_id : ''}/${record.status_id}`) ?? null
  }
}

function linkReader(
  store: AccountStore,
  entity: EntityType,
  key: 'company' | 'contact',
): (index: number) => SortKey {
  const links = linkIndexOf(store, entity)
  const table = store.table(key === 'company' ? 'companies' : 'contacts')
  return (index) => {
    const own = links?.linksOf(index)
    const id = key === 'company' ? own?.companyId : own?.contacts[0]?.id
    const found = id ? table.liveIndexOf(id) : -1
    return found < 0 ? null : table.read(found).name
  }
}

/** The text a value sorts by; values of no plain kind sort by their JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}
