import type { EntityType } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import type { OrderKey } from '../../account/recordTable'
import { halPage, hal, noContent } from '../hal'
import { createRandom } from '../faultRules'
import type { HostContext } from '../hostContext'
import { hiddenCards } from '../leads/unsortedRequests'
import { rightsProblem } from '../problem'
import { parseQuery, type QueryTree, queryNumbers, queryPage, queryTexts, queryWith } from '../query'
import { recordFilter } from '../rights'
import { createSerializer, serializeDeleted, type RecordView } from '../serializeRecord'
import { shuffleTies } from './shuffleTies'
import { createFilterTests, createQueryTest, type RecordTest } from './recordFilters'

/** Keys by which an entity's list can be ordered. */
const ORDER_KEYS: Readonly<Record<EntityType, readonly OrderKey[]>> = {
  leads: ['id', 'updated_at', 'created_at'],
  contacts: ['id', 'updated_at'],
  companies: ['id', 'updated_at'],
  customers: ['id', 'updated_at', 'created_at'],
}

/** A list of an entity: what the user may see, in the order asked for, one page of it. */
export function listRecords(context: HostContext, user: WireUser, entity: EntityType, url: URL): Response {
  const query = parseQuery(url.search)
  const at = queryPage(query)
  const view = viewOf(context, user, url, queryWith(query))
  const start = (at.page - 1) * at.limit
  if (view.with.has('only_deleted') && entity !== 'customers') {
    const found = pick(
      trashOf(context, entity),
      false,
      recordTests(context, user, entity, query),
      start,
      at.limit,
    )
    const items = found.slice(0, at.limit).map((index) => serializeDeleted(entity, index, view))
    return halPage(url, { key: entity, items, ...at, hasNext: found.length > at.limit })
  }
  const { key, descending } = orderOf(context, entity, query)
  const tests = recordTests(context, user, entity, query)
  const found =
    askedIds(context, entity, query, tests, key, descending) ??
    pick(placesOf(context, entity, key, at), descending, tests, start, at.limit)
  const items = found.slice(0, at.limit).map(createSerializer(entity, view))
  return halPage(url, { key: entity, items, ...at, hasNext: found.length > at.limit })
}

/** One record by id: 204 when there is none, 403 when the user may not see it. */
export function readRecord(
  context: HostContext,
  user: WireUser,
  entity: EntityType,
  id: number,
  url: URL,
): Response {
  const index = context.store.table(entity).liveIndexOf(id)
  if (index < 0) return noContent()
  const isVisible = recordFilter(context.store, user, entity, 'view')
  if (isVisible && !isVisible(index)) return rightsProblem()
  const view = viewOf(context, user, url, queryWith(parseQuery(url.search)))
  return hal(createSerializer(entity, view)(index))
}

function viewOf(context: HostContext, user: WireUser, url: URL, wanted: ReadonlySet<string>): RecordView {
  const { store } = context
  return { store, user, origin: url.origin, with: wanted, numericAs: context.faults.unverified.numericAs }
}

function orderOf(
  context: HostContext,
  entity: EntityType,
  query: QueryTree,
): { key: OrderKey; descending: boolean } {
  const { unverified } = context.faults
  if (entity === 'customers' && !unverified.customersOrder) return { key: 'id', descending: false }
  if (entity === 'leads' && !context.filtersWork && !unverified.leadsOrderWithoutFilters)
    return { key: 'id', descending: true }
  const order = query['order']
  const key = typeof order === 'object' ? ORDER_KEYS[entity].find((known) => known in order) : undefined
  if (!key || typeof order !== 'object') return { key: 'id', descending: false }
  return { key, descending: queryTexts(order[key])[0]?.toLowerCase() === 'desc' }
}

function recordTests(
  context: HostContext,
  user: WireUser,
  entity: EntityType,
  query: QueryTree,
): RecordTest[] {
  const { store } = context
  const tests: RecordTest[] = []
  const isVisible = recordFilter(store, user, entity, 'view')
  if (isVisible) tests.push(isVisible)
  if (entity === 'leads' && !context.faults.unverified.unsortedInLeads) tests.push(createSortedTest(context))
  const hidden = hiddenCards(store, entity)
  if (hidden.size > 0) tests.push((index) => !hidden.has(store.table(entity).idAt(index)))
  if (context.filtersWork) tests.push(...createFilterTests(store, entity, query))
  const matchesText = createQueryTest(store, entity, query)
  if (matchesText) tests.push(matchesText)
  return tests
}

function createSortedTest(context: HostContext): RecordTest {
  const stages = context.store.pipelines.flatMap((pipeline) => pipeline._embedded.statuses)
  const unsorted = new Set(stages.filter((stage) => stage.type === 1).map((stage) => stage.id))
  const column = context.store.tables.leads.column('status_id')
  return (index) => !unsorted.has(column[index] ?? 0)
}

/** A list asked for by ids is looked up, not searched; null when it is not. */
function askedIds(
  context: HostContext,
  entity: EntityType,
  query: QueryTree,
  tests: RecordTest[],
  key: OrderKey,
  descending: boolean,
): number[] | null {
  const filter = query['filter']
  if (!context.filtersWork || typeof filter !== 'object' || filter['id'] === undefined) return null
  const table = context.store.table(entity)
  const keyAt = (index: number): number =>
    key === 'id'
      ? table.idAt(index)
      : key === 'updated_at'
        ? table.updatedAtAt(index)
        : table.createdAtAt(index)
  const found = [...new Set(queryNumbers(filter['id']))]
    .map((id) => table.liveIndexOf(id))
    .filter((index) => index >= 0 && tests.every((test) => test(index)))
    .sort((one, other) => keyAt(one) - keyAt(other) || table.idAt(one) - table.idAt(other))
  const { page, limit } = queryPage(query)
  const start = (page - 1) * limit
  return (descending ? found.reverse() : found).slice(start, start + limit + 1)
}

/** The live records in ascending order of a key; those of one `updated_at` in the arrangement of this request. */
function placesOf(
  context: HostContext,
  entity: EntityType,
  key: OrderKey,
  at: { page: number; limit: number },
): Int32Array {
  const { faults, store } = context
  const { tiesOrder } = faults.unverified
  const table = store.table(entity)
  if (key !== 'updated_at' || tiesOrder === 'stable') return table.order(key)
  const ofPage = createRandom(at.page * 1000 + at.limit)
  const random = tiesOrder === 'byPage' ? ofPage : (): number => faults.random()
  return shuffleTies(table.order(key), (index) => table.updatedAtAt(index), random)
}

/** From `start`, one more than the limit, of those that pass all tests. */
function pick(
  order: Int32Array,
  descending: boolean,
  tests: readonly RecordTest[],
  start: number,
  limit: number,
): number[] {
  const at = (place: number): number => order[descending ? order.length - 1 - place : place] ?? 0
  const found: number[] = []
  if (tests.length === 0) {
    for (let place = start; place < order.length && found.length <= limit; place++) found.push(at(place))
    return found
  }
  let left = start
  for (let place = 0; place < order.length && found.length <= limit; place++) {
    const index = at(place)
    if (!tests.every((test) => test(index))) continue
    if (left > 0) left--
    else found.push(index)
  }
  return found
}

function trashOf(context: HostContext, entity: EntityType): Int32Array {
  const table = context.store.table(entity)
  const trashed: number[] = []
  for (let index = 0; index < table.size; index++) if (table.isTrashed(index)) trashed.push(index)
  return Int32Array.from(trashed)
}
