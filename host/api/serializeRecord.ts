import type { AccountStore } from '../account/accountStore'
import { formatValues } from '../account/formatValues'
import { linkIndexOf } from '../account/setLinks'
import type { EntityType, WireLead } from '../account/wire'
import type { WireUser } from '../account/wireAccount'
import { selfLink } from './hal'
import { recordFilter } from './rights'

/** How records of one request are shown. */
export interface RecordView {
  store: AccountStore
  user: WireUser
  /** `https://host` of the request: links are absolute. */
  origin: string
  with: ReadonlySet<string>
  numericAs: 'string' | 'number'
}

/** Address of a record. */
export function recordHref(origin: string, entity: string, id: number): string {
  return `${origin}/api/v4/${entity}/${id}`
}

/** Makes the function that shows records of an entity: key for key what the API answers for these `with`. */
export function createSerializer(
  entity: EntityType,
  view: RecordView,
): (index: number) => Record<string, unknown> {
  const { store, origin } = view
  const table = store.table(entity)
  const addChildren = entity === 'contacts' || entity === 'companies' ? createChildReader(entity, view) : null
  return (index) => {
    const record = table.read(index)
    const { _embedded } = record
    const shown = record as unknown as Record<string, unknown>
    shown['custom_fields_values'] = formatValues(
      store.fields[entity],
      record.custom_fields_values,
      view.numericAs,
    )
    shown['_links'] = selfLink(recordHref(origin, entity, record.id))
    if (entity === 'leads') hideLeadKeys(shown, view.with)
    // Buyers have no group in the API; rights still ask for it inside.
    if (entity === 'customers') delete shown['group_id']
    const embedded: Record<string, unknown> = {}
    if (entity === 'customers')
      embedded['segments'] = linked(origin, 'customers/segments', _embedded?.segments)
    embedded['tags'] = _embedded?.tags ?? []
    addOwnLinks(embedded, entity, index, view)
    addChildren?.(embedded, index)
    if (entity === 'leads')
      addLeadExtras(embedded, shown as unknown as WireLead, _embedded?.source ?? null, view)
    if (view.with.has('catalog_elements'))
      embedded['catalog_elements'] = (_embedded?.catalog_elements ?? []).map((element) => ({
        ...element,
        _links: selfLink(`${origin}/api/v4/catalogs/${element.metadata.catalog_id}/elements/${element.id}`),
      }))
    shown['_embedded'] = embedded
    return shown
  }
}

/** A deleted record as `with=only_deleted` shows it. */
export function serializeDeleted(
  entity: EntityType,
  index: number,
  view: RecordView,
): Record<string, unknown> {
  const { id, updated_by, updated_at } = view.store.table(entity).read(index)
  return {
    id,
    updated_by,
    updated_at,
    is_deleted: true,
    _links: selfLink(recordHref(view.origin, entity, id)),
  }
}

function hideLeadKeys(shown: Record<string, unknown>, wanted: ReadonlySet<string>): void {
  if (wanted.has('is_price_modified_by_robot')) shown['is_price_modified_by_robot'] ??= false
  else delete shown['is_price_modified_by_robot']
  if (!wanted.has('source_id')) shown['source_id'] = null
}

function addOwnLinks(
  embedded: Record<string, unknown>,
  entity: EntityType,
  index: number,
  { store, origin, with: wanted }: RecordView,
): void {
  const links = linkIndexOf(store, entity)
  if (!links) return
  const showsCompany = entity === 'leads' || entity === 'contacts' || wanted.has('companies')
  const showsContacts = entity !== 'contacts' && wanted.has('contacts')
  if (!showsCompany && !showsContacts) return
  const { contacts, companyId } = links.linksOf(index)
  if (showsCompany)
    embedded['companies'] =
      companyId !== null && isShown(store, 'companies', companyId)
        ? [{ id: companyId, _links: selfLink(recordHref(origin, 'companies', companyId)) }]
        : []
  if (!showsContacts) return
  const shown: unknown[] = []
  for (const { id, is_main } of contacts)
    if (isShown(store, 'contacts', id))
      shown.push({ id, is_main, _links: selfLink(recordHref(origin, 'contacts', id)) })
  embedded['contacts'] = shown
}

/** Whether a linked parent is there; one that the account does not hold is shown where it holds none: a file may list deals alone. */
function isShown(store: AccountStore, type: EntityType, id: number): boolean {
  const table = store.table(type)
  const found = table.indexOf(id)
  return found < 0 ? table.size === 0 : table.isLive(found)
}

/** Adds the ids of the deals, buyers and contacts of a contact or company, as far as the user may see them. */
function createChildReader(
  parent: 'contacts' | 'companies',
  view: RecordView,
): (embedded: Record<string, unknown>, index: number) => void {
  const { store, origin } = view
  const types = (['leads', 'contacts', 'customers'] as const).filter(
    (type) => view.with.has(type) && type !== parent,
  )
  const readers = types.map((type) => {
    const table = store.table(type)
    const isVisible = recordFilter(store, view.user, type, 'view')
    return { type, table, isVisible, links: store.links[type] }
  })
  return (embedded, index) => {
    for (const { type, table, isVisible, links } of readers) {
      const children = links.childrenOf(parent, index)
      const shown: unknown[] = []
      for (let place = 0; place < children.length; place++) {
        const child = children[place] ?? 0
        if (!table.isLive(child) || (isVisible !== null && !isVisible(child))) continue
        const id = table.idAt(child)
        shown.push({ id, _links: selfLink(recordHref(origin, type, id)) })
      }
      embedded[type] = shown
    }
  }
}

function addLeadExtras(
  embedded: Record<string, unknown>,
  lead: WireLead,
  source: { id: number; name: string } | null,
  view: RecordView,
): void {
  if (view.with.has('loss_reason')) {
    const reason = lead.loss_reason_id === null ? null : view.store.lists.lossReasons.get(lead.loss_reason_id)
    embedded['loss_reason'] = reason
      ? [{ ...reason, _links: selfLink(`${view.origin}/api/v4/leads/loss_reasons/${reason.id}`) }]
      : []
  }
  if (view.with.has('source') && source) embedded['source'] = source
}

function linked(
  origin: string,
  entity: string,
  items: readonly { id: number }[] | undefined,
): Record<string, unknown>[] {
  return (items ?? []).map((item) => ({ ...item, _links: selfLink(recordHref(origin, entity, item.id)) }))
}
