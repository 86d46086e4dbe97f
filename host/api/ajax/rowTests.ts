import type { AccountStore } from '../../account/accountStore'
import type { EntityType, WireLead } from '../../account/wire'
import type { WireField } from '../../account/wireAccount'
import { type QueryTree, type QueryValue, queryNumbers, queryTexts } from '../query'
import { createQueryTest, type RecordTest } from '../records/recordFilters'
import { type LocalTimeStyle, parseLocalTime } from './parseLocalTime'

const DAY = 86_400

/**
 * The tests of a list's address: `query`, `filter[name]`, `filter[main_user][]`, `filter[date_create]`,
 * `filter[date_modify]`, `filter[price]`, `filter[tags_logic]`, `filter[cf][ID]` with `[from]`/`[to]`, `[]` of choices or
 * a text. A bare date as upper bound means its whole day. This is the interface's filter: it works without the API's
 * filter package.
 */
export function rowTests(store: AccountStore, entity: EntityType, query: QueryTree): RecordTest[] {
  const tests: RecordTest[] = []
  const filter = query['filter']
  if (typeof filter === 'object') {
    tests.push(...ownTests(store, entity, filter))
    const fields = filter['cf']
    if (typeof fields === 'object') {
      for (const [id, value] of Object.entries(fields)) {
        const field = store.fields[entity].field(Number(id))
        // A field of another entity or a deleted one: no record has it.
        tests.push(field ? fieldTest(store, entity, field, value) : () => false)
      }
    }
  }
  const text = createQueryTest(store, entity, query)
  if (text) tests.push(text)
  return tests
}

function ownTests(store: AccountStore, entity: EntityType, filter: QueryTree): RecordTest[] {
  const table = store.table(entity)
  const style = store.account.datetime_settings
  const tests: RecordTest[] = []
  const users = new Set(queryNumbers(filter['main_user']))
  if (users.size > 0) tests.push((index) => users.has(table.read(index).responsible_user_id))
  const created = spanOf(filter['date_create'], style, true)
  if (created) tests.push((index) => isWithin(table.createdAtAt(index), created))
  const updated = spanOf(filter['date_modify'], style, true)
  if (updated) tests.push((index) => isWithin(table.updatedAtAt(index), updated))
  const price = spanOf(filter['price'], style, false)
  if (price && entity === 'leads') {
    tests.push((index) => isWithin((table.read(index) as WireLead).price, price))
  }
  const name = textOf(filter['name'])
  if (name) tests.push((index) => table.read(index).name.toLowerCase().includes(name))
  const tag = textOf(filter['tags_logic'])
  if (tag) {
    tests.push((index) =>
      (table.read(index)._embedded?.tags ?? []).some((one) => one.name.toLowerCase().includes(tag)),
    )
  }
  return tests
}

function fieldTest(store: AccountStore, entity: EntityType, field: WireField, value: QueryValue): RecordTest {
  const table = store.table(entity)
  const style = store.account.datetime_settings
  const isTime = field.type === 'date' || field.type === 'date_time' || field.type === 'birthday'
  const span = spanOf(value, style, isTime)
  if (span) {
    return (index) => {
      const own = table.valuesOf(index, field.id)?.[0]?.value
      return own !== undefined && own !== null && own !== '' && isWithin(Number(own), span)
    }
  }
  if (field.type === 'checkbox') {
    const isOn = textOf(value) === '1'
    return (index) => (table.valuesOf(index, field.id)?.[0]?.value === true) === isOn
  }
  if (typeof value === 'object') {
    const wanted = new Set(queryNumbers(value))
    return (index) => (table.valuesOf(index, field.id) ?? []).some((own) => wanted.has(own.enum_id ?? 0))
  }
  const text = value.trim().toLowerCase()
  return (index) =>
    (table.valuesOf(index, field.id) ?? []).some((own) => String(own.value).toLowerCase().includes(text))
}

interface Span {
  from: number
  to: number
}

function isWithin(value: number, span: Span): boolean {
  return value >= span.from && value <= span.to
}

function textOf(value: QueryValue | undefined): string {
  return (queryTexts(value)[0] ?? '').trim().toLowerCase()
}

function spanOf(value: QueryValue | undefined, style: LocalTimeStyle, isTime: boolean): Span | null {
  if (typeof value !== 'object') return null
  const bound = (key: 'from' | 'to'): number | null => {
    const text = textOf(value[key])
    if (text === '') return null
    const number = Number(text.replace(',', '.'))
    if (!isTime || Number.isFinite(number)) return Number.isFinite(number) ? number : null
    const start = parseLocalTime(text, style)
    return start !== null && key === 'to' && !text.includes(':') ? start + DAY - 1 : start
  }
  const [from, to] = [bound('from'), bound('to')]
  if (from === null && to === null) return null
  return { from: from ?? Number.NEGATIVE_INFINITY, to: to ?? Number.POSITIVE_INFINITY }
}
