import type { Random } from '../../../../host/seeds/createRandom'
import { type JsonObject, withJson } from '../wire'
import { harmless, type Oddity } from './oddity'

type Reshape = (body: JsonObject, random: Random) => unknown

/** Answers of a path, each reshaped with some chance. */
const shape = (name: string, path: RegExp, reshape: Reshape): Oddity => ({
  name,
  begin(world, random) {
    const share = random.pick([0.3, 1])
    return world.between(async (request, next) => {
      const end = await next(request)
      if (request.method !== 'GET' || !path.test(request.path) || !random.isHit(share)) return end
      return withJson(end, (body) => reshape(body, random))
    })
  },
})

const cards = /^\/api\/v4\/(leads|contacts|companies|customers)(\?|\/\d+)/
const pipelines = /^\/api\/v4\/leads\/pipelines/

/** Every record of an answer, be it a list or one record. */
const eachRecord =
  (alter: (record: JsonObject, random: Random) => JsonObject): Reshape =>
  (body, random) => {
    const embedded = (body['_embedded'] ?? {}) as JsonObject
    const list = ['leads', 'contacts', 'companies', 'customers'].find((name) => Array.isArray(embedded[name]))
    if ('id' in body || list === undefined) return alter(body, random)
    const records = (embedded[list] as readonly JsonObject[]).map((record) => alter(record, random))
    return { ...body, _embedded: { ...embedded, [list]: records } }
  }

const embeddedAs = (value: unknown) =>
  eachRecord((record) => {
    const embedded = (record['_embedded'] ?? {}) as JsonObject
    const changed = Object.fromEntries(
      Object.entries(embedded).flatMap(([key, list]) =>
        Array.isArray(list) && list.length === 0
          ? value === undefined
            ? []
            : [[key, value]]
          : [[key, list]],
      ),
    )
    return { ...record, _embedded: changed }
  })

const numbersAsText = (value: unknown, key = ''): unknown => {
  if (typeof value === 'number' && key !== 'status') return String(value)
  if (Array.isArray(value)) return value.map((each) => numbersAsText(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, numbersAsText(each, name)]))
}

const links = (record: JsonObject, alter: (link: JsonObject) => JsonObject): JsonObject => {
  const embedded = (record['_embedded'] ?? {}) as JsonObject
  const contacts = embedded['contacts']
  if (!Array.isArray(contacts)) return record
  return { ...record, _embedded: { ...embedded, contacts: (contacts as JsonObject[]).map(alter) } }
}

const withoutStages = (body: JsonObject): JsonObject => {
  const embedded = body['_embedded'] as JsonObject
  const first = (embedded['pipelines'] as JsonObject[]).map((pipeline, place) =>
    place === 0 ? { ...pipeline, _embedded: { statuses: [] } } : pipeline,
  )
  return { ...body, _embedded: { ...embedded, pipelines: first } }
}

const badValues = ['12,5', 'нет', true, '', 'NaN', '1e3', null, [], 7.123456]

/** One of our own values that cannot be read. */
const badStored: Oddity = {
  isHarmless: true,
  name: 'a value in a field of ours that cannot be read',
  begin(world, random) {
    const bad = random.pick(badValues)
    const list = random.pick(['contacts', 'companies'] as const)
    return world.between(async (request, next) => {
      const end = await next(request)
      if (request.method !== 'GET' || !request.path.startsWith(`/api/v4/${list}`)) return end
      if (!cards.test(request.path)) return end
      const target = world.host.store.table(list).size === 0 ? 0 : world.host.store.table(list).idAt(0)
      return withJson(end, (body) =>
        eachRecord((record) => {
          const values = record['custom_fields_values']
          if (record['id'] !== target || !Array.isArray(values)) return record
          const changed = (values as JsonObject[]).map((value) =>
            String(value['field_code']).startsWith('SALES_ANALYTICS_')
              ? { ...value, values: [{ value: bad }] }
              : value,
          )
          return { ...record, custom_fields_values: changed }
        })(body, random),
      )
    })
  },
}

/** Answers in shapes that nobody has seen here. */
export const shapes: readonly Oddity[] = [
  shape('empty linked lists are absent', cards, embeddedAs(undefined)),
  shape('empty linked lists are null', cards, embeddedAs(null)),
  shape(
    '`_embedded` is a list where it is empty',
    cards,
    eachRecord((record) => {
      const embedded = Object.values(record['_embedded'] ?? {})
      const isEmpty = embedded.every((list) => Array.isArray(list) && list.length === 0)
      return isEmpty ? { ...record, _embedded: [] } : record
    }),
  ),
  shape(
    '`_links` is a list',
    cards,
    eachRecord((record) => ({ ...record, _links: [] })),
  ),
  harmless(shape('numbers as text', cards, (body) => numbersAsText(body))),
  shape(
    '`is_deleted` is 0 or 1',
    cards,
    eachRecord((record) => ({
      ...record,
      is_deleted: record['is_deleted'] === true ? 1 : 0,
    })),
  ),
  shape(
    '`is_main` is absent from links',
    cards,
    eachRecord((record) => links(record, ({ is_main: _main, ...link }) => link)),
  ),
  shape(
    'cards without `custom_fields_values`',
    cards,
    eachRecord(({ custom_fields_values: values, ...record }) =>
      Array.isArray(values) && values.length > 0 ? { ...record, custom_fields_values: values } : record,
    ),
  ),
  shape('an account without currency', /^\/api\/v4\/account/, ({ currency: _currency, ...body }) => body),
  shape(
    '`purchases_count` is null beside a sum',
    /^\/api\/v4\/customers(\?|\/\d)/,
    eachRecord((record) => (record['ltv'] === 0 ? record : { ...record, purchases_count: null })),
  ),
  shape('no pipelines', pipelines, (body) => ({ ...body, _total_items: 0, _embedded: { pipelines: [] } })),
  shape('a pipeline without stages', pipelines, withoutStages),
  shape('no stages of buyers', /^\/api\/v4\/customers\/statuses/, (body) => ({
    ...body,
    _embedded: { statuses: [] },
  })),
  badStored,
]
