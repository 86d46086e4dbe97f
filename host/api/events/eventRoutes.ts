import type { EventRow } from '../../account/eventLog'
import { SINGULAR } from '../../account/recordSet'
import { ENTITY_TYPES, type EntityType } from '../../account/wire'
import type { WireEvent } from '../../account/wireActivity'
import type { WireUser } from '../../account/wireAccount'
import { apiHandler, type ApiRouter } from '../apiHandler'
import { listEventTypes } from './eventTypes'
import { hal, halPage, listHref, noContent, selfLink } from '../hal'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import {
  parseQuery,
  type QueryTree,
  queryNumbers,
  queryPage,
  querySpan,
  queryTexts,
  queryWith,
} from '../query'
import { recordFilter } from '../rights'

const EVENTS_CAP = 100

/** The event log. Its filters belong to the method: they work without the paid package. */
export function addEventRoutes(router: ApiRouter, context: HostContext): void {
  router.get(
    '/events',
    apiHandler(context, ({ user, url }) => listEvents(context, user, url)),
  )
  router.get(
    '/events/types',
    apiHandler(context, ({ user, url }) => {
      const language = queryTexts(parseQuery(url.search)['language_code'])[0] ?? user.lang
      const types = listEventTypes(language, context.store.events.types)
      return hal({
        _total_items: types.length,
        _links: selfLink(listHref(url)),
        _embedded: { events_types: types },
      })
    }),
  )
  router.get(
    '/events/:id',
    apiHandler(context, ({ url, param }) => {
      const row = context.store.events.rowOf(param('id'))
      if (row < 0) return noContent()
      const wanted = queryWith(parseQuery(url.search))
      return hal(eventAnswer(context, context.store.events.eventAt(row), url.origin, wanted))
    }),
  )
}

function listEvents(context: HostContext, user: WireUser, url: URL): Response {
  const query = parseQuery(url.search)
  const filter = typeof query['filter'] === 'object' ? query['filter'] : {}
  const at = queryPage(query, 50, EVENTS_CAP)
  // Asking for more than the cap falls back to the default.
  if (Number(query['limit']) > EVENTS_CAP) at.limit = 50
  const entityIds = queryNumbers(filter['entity_id'])
  const entities = queryTexts(filter['entity'], true)
  if (entityIds.length > 10 || queryNumbers(filter['created_by']).length > 10)
    return problem(400, 'No more than 10 values are allowed')
  if (entityIds.length > 0 && entities.length !== 1)
    return problem(400, 'filter[entity_id] needs exactly one filter[entity]')
  const span = querySpan(filter['created_at'])
  const since = queryNumbers(filter['created_at'])[0]
  const found = context.store.events.list({
    passes: createEventTest(context, user, filter),
    from: span?.from ?? (since === undefined ? 0 : since + 1),
    to: span?.to ?? Number.POSITIVE_INFINITY,
    newestFirst: context.faults.unverified.eventsOrder === 'desc',
    skip: (at.page - 1) * at.limit,
    limit: at.limit + 1,
  })
  const wanted = queryWith(query)
  const items = found.slice(0, at.limit).map((event) => eventAnswer(context, event, url.origin, wanted))
  return halPage(url, { key: 'events', items, ...at, hasNext: found.length > at.limit })
}

function createEventTest(
  context: HostContext,
  user: WireUser,
  filter: QueryTree,
): (row: EventRow) => boolean {
  const entities = new Set(queryTexts(filter['entity'], true))
  const entityIds = new Set(queryNumbers(filter['entity_id']))
  const authors = new Set(queryNumbers(filter['created_by']))
  const types = queryTexts(filter['type'], true)
  const fieldId = Number(/^custom_field_(\d+)_value_changed$/.exec(types[0] ?? '')?.[1] ?? 0)
  const wanted = new Set(fieldId > 0 ? ['custom_field_value_changed'] : types)
  const isVisible = visibilityOf(context, user)
  const passesValues = createValueTest(context, filter)
  return (row) =>
    (wanted.size === 0 || wanted.has(row.type)) &&
    (fieldId === 0 || row.fieldId === fieldId) &&
    (entities.size === 0 || entities.has(row.entityType)) &&
    (entityIds.size === 0 || entityIds.has(row.entityId)) &&
    (authors.size === 0 || authors.has(row.by)) &&
    passesValues(row) &&
    isVisible(row)
}

/** `filter[value_after|value_before][leads_statuses|customers_statuses|value|responsible_user_id]`. */
function createValueTest(context: HostContext, filter: QueryTree): (row: EventRow) => boolean {
  const sides = (['value_after', 'value_before'] as const).filter((side) => typeof filter[side] === 'object')
  if (sides.length === 0) return () => true
  return (row) =>
    sides.every((side) => {
      const wanted = filter[side] as QueryTree
      const event = context.store.events.eventAt(row.row)
      const value = event[side][0] ?? {}
      return Object.entries(wanted).every(([kind, asked]) => matchesValue(kind, asked, value))
    })
}

function matchesValue(kind: string, asked: QueryTree[string], value: Record<string, unknown>): boolean {
  const inner = (Object.values(value)[0] ?? {}) as Record<string, string | number | null>
  if (kind === 'leads_statuses' || kind === 'customers_statuses') {
    if (typeof asked !== 'object') return false
    return Object.values(asked).some(
      (stage) =>
        typeof stage === 'object' &&
        Number(stage['status_id']) === inner['id'] &&
        (kind === 'customers_statuses' || Number(stage['pipeline_id']) === inner['pipeline_id']),
    )
  }
  const texts = queryTexts(asked)
  return Object.values(inner).some((one) => texts.includes(String(one)))
}

/** Events of records that the user may not see are not his to read. */
function visibilityOf(context: HostContext, user: WireUser): (row: EventRow) => boolean {
  const { store } = context
  const tests = new Map<string, { entity: EntityType; filter: (index: number) => boolean }>()
  for (const entity of ENTITY_TYPES) {
    const filter = recordFilter(store, user, entity, 'view')
    if (filter) tests.set(SINGULAR[entity], { entity, filter })
  }
  if (tests.size === 0) return () => true
  return (row) => {
    const test = tests.get(row.entityType)
    if (!test) return true
    const index = store.table(test.entity).indexOf(row.entityId)
    return index >= 0 && test.filter(index)
  }
}

/** `with=lead_name` and its like add the name of the entity. */
function eventAnswer(
  { store }: HostContext,
  event: WireEvent,
  origin: string,
  wanted: ReadonlySet<string>,
): unknown {
  const plural = ENTITY_TYPES.find((entity) => SINGULAR[entity] === event.entity_type)
  const path = plural ?? `${event.entity_type}s`
  const index =
    plural && wanted.has(`${event.entity_type}_name`) ? store.table(plural).indexOf(event.entity_id) : -1
  return {
    ...event,
    _links: selfLink(`${origin}/api/v4/events/${event.id}`),
    _embedded: {
      entity: {
        ...event._embedded?.entity,
        id: event.entity_id,
        ...(plural && index >= 0 ? { name: store.table(plural).read(index).name } : {}),
        _links: selfLink(`${origin}/api/v4/${path}/${event.entity_id}`),
      },
    },
  }
}
