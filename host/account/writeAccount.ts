import type { AccountStore } from './accountStore'
import { formatValues } from './formatValues'
import { linkIndexOf } from './setLinks'
import { ENTITY_TYPES, type EntityType, type WireEmbedded } from './wire'

const CHUNK = 500

/**
 * The account as the text of an account file, piece by piece, with everything written so far. `only` names the keys
 * that are wanted; null wants all.
 */
export function* writeAccount(store: AccountStore, only: ReadonlySet<string> | null): Generator<string> {
  let separator = '{\n'
  for (const [key, pieces] of Object.entries(partsOf(store))) {
    if (only && !only.has(key)) continue
    yield `${separator}${JSON.stringify(key)}:`
    separator = ',\n'
    yield* pieces()
  }
  yield separator === '{\n' ? '{}\n' : '\n}\n'
}

function partsOf(store: AccountStore): Record<string, () => Iterable<string>> {
  const plain = (value: unknown) => () => [JSON.stringify(value)]
  const list = (items: () => Iterable<unknown>) => () => writeList(items())
  const records = (entity: EntityType) => list(() => recordsOf(store, entity))
  const { lists } = store
  return {
    account: plain(store.account),
    users: plain(store.users),
    pipelines: plain(store.pipelines),
    customers_statuses: plain(store.customerStatuses),
    segments: list(() => lists.segments.values()),
    custom_fields: plain(byEntity((entity) => store.fields[entity].fields)),
    custom_fields_groups: plain(byEntity((entity) => store.fields[entity].groups)),
    contacts: records('contacts'),
    companies: records('companies'),
    leads: records('leads'),
    customers: records('customers'),
    transactions: list(() => lists.transactions.values()),
    events: list(() => eventsOf(store)),
    notes: list(() => lists.notes.values()),
    tasks: list(() => lists.tasks.values()),
    tags: list(() => lists.tags.values()),
    catalogs: list(() => lists.catalogs.values()),
    catalog_elements: list(() => lists.elements.values()),
    talks: list(() => lists.talks.values()),
    sources: list(() => lists.sources.values()),
    loss_reasons: list(() => lists.lossReasons.values()),
    webhooks: list(() => lists.webhooks.values()),
    widgets: plain(store.widgets),
    integrations: plain(store.integrations),
    roles: list(() => lists.roles.values()),
    unsorted: list(() => lists.unsorted.values()),
    catalog_custom_fields: list(() => catalogFieldsOf(store)),
  }
}

function* writeList(items: Iterable<unknown>): Generator<string> {
  let separator = '['
  let buffer: string[] = []
  let isEmpty = true
  for (const item of items) {
    isEmpty = false
    buffer.push(JSON.stringify(item))
    if (buffer.length < CHUNK) continue
    yield separator + buffer.join(',\n')
    separator = ',\n'
    buffer = []
  }
  if (isEmpty) yield '[]'
  else yield buffer.length > 0 ? `${separator}${buffer.join(',\n')}]` : ']'
}

function* recordsOf(store: AccountStore, entity: EntityType): Generator {
  const table = store.table(entity)
  const links = linkIndexOf(store, entity)
  for (let index = 0; index < table.size; index++) {
    if (!table.isLive(index) && !table.isTrashed(index)) continue
    const record = table.read(index)
    const own = links?.linksOf(index)
    const embedded: WireEmbedded = { tags: [], ...record._embedded }
    if (own) {
      if (entity !== 'contacts') embedded.contacts = own.contacts.map((contact) => ({ ...contact }))
      embedded.companies = own.companyId === null ? [] : [{ id: own.companyId }]
    }
    yield {
      ...record,
      custom_fields_values: formatValues(store.fields[entity], record.custom_fields_values),
      _embedded: embedded,
    }
  }
}

function* catalogFieldsOf(store: AccountStore): Generator {
  for (const [catalogId, registry] of store.catalogFields)
    for (const field of registry.fields) yield { ...field, catalog_id: catalogId }
}

function* eventsOf(store: AccountStore): Generator {
  for (let row = 0; row < store.events.length; row++) yield store.events.eventAt(row)
}

function byEntity<T>(read: (entity: EntityType) => T): Record<string, T> {
  return Object.fromEntries(ENTITY_TYPES.map((entity) => [entity, read(entity)]))
}
