import type { AccountStore } from '../account/accountStore'
import { formatValues } from '../account/formatValues'
import { linkIndexOf } from '../account/setLinks'
import type { EntityType, WireLead, WireRecord } from '../account/wire'
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
  const children = entity === 'contacts' || entity === 'companies' ? createChildReader(entity, view) : null
  return (index) => {
    const { _embedded, ...record } = table.read(index) as WireRecord & Record<string, unknown>
    const shown: Record<string, unknown> = record
    shown['custom_fields_values'] = formatValues(
      store.fields[entity],
      record.custom_fields_values,
      view.numericAs,
    )
    shown['_links'] = selfLink(recordHref(origin, entity, record.id))
    if (entity === 'leads') hideLeadKeys(shown, view.with)
    shown['_embedded'] = {
      ...(entity === 'customers'
        ? { segments: linked(origin, 'customers/segments', _embedded?.segments) }
        : {}),
      tags: _embedded?.tags ?? [],
      ...ownLinks(entity, index, view),
      ...children?.(index),
      ...(entity === 'leads'
        ? leadExtras(shown as unknown as WireLead, _embedded?.source ?? null, view)
        : {}),
      ...(view.with.has('catalog_elements')
        ? {
            catalog_elements: (_embedded?.catalog_elements ?? []).map((element) => ({
              ...element,
              _links: selfLink(
                `${origin}/api/v4/catalogs/${element.metadata.catalog_id}/elements/${element.id}`,
              ),
            })),
          }
        : {}),
    }
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

function ownLinks(entity: EntityType, index: number, view: RecordView): Record<string, unknown> {
  const links = linkIndexOf(view.store, entity)
  if (!links) return {}
  const { contacts, companyId } = links.linksOf(index)
  const { store, origin } = view
  const isShown = (type: EntityType, id: number): boolean => {
    const found = store.table(type).indexOf(id)
    // An id that the account does not hold is shown: the file may list deals alone.
    return found < 0 ? store.table(type).size === 0 : store.table(type).isLive(found)
  }
  const companies =
    companyId !== null && isShown('companies', companyId)
      ? linked(origin, 'companies', [{ id: companyId }])
      : []
  const always = entity === 'leads' || entity === 'contacts'
  const shown: Record<string, unknown> = {}
  if (always || view.with.has('companies')) shown['companies'] = companies
  if (entity !== 'contacts' && view.with.has('contacts'))
    shown['contacts'] = linked(
      origin,
      'contacts',
      contacts.filter((contact) => isShown('contacts', contact.id)),
    )
  return shown
}

/** Ids of the deals, buyers and contacts of a contact or company, as far as the user may see them. */
function createChildReader(
  parent: 'contacts' | 'companies',
  view: RecordView,
): (index: number) => Record<string, unknown> {
  const { store, origin } = view
  const types = (['leads', 'contacts', 'customers'] as const).filter(
    (type) => view.with.has(type) && type !== parent,
  )
  const readers = types.map((type) => {
    const table = store.table(type)
    const isVisible = recordFilter(store, view.user, type, 'view')
    return { type, table, isVisible, links: store.links[type] }
  })
  return (index) =>
    Object.fromEntries(
      readers.map(({ type, table, isVisible, links }) => [
        type,
        linked(
          origin,
          type,
          Array.from(links.childrenOf(parent, index))
            .filter((child) => table.isLive(child) && (isVisible === null || isVisible(child)))
            .map((child) => ({ id: table.idAt(child) })),
        ),
      ]),
    )
}

function leadExtras(
  lead: WireLead,
  source: { id: number; name: string } | null,
  view: RecordView,
): Record<string, unknown> {
  const extras: Record<string, unknown> = {}
  if (view.with.has('loss_reason')) {
    const reason = lead.loss_reason_id === null ? null : view.store.lists.lossReasons.get(lead.loss_reason_id)
    extras['loss_reason'] = reason
      ? [{ ...reason, _links: selfLink(`${view.origin}/api/v4/leads/loss_reasons/${reason.id}`) }]
      : []
  }
  if (view.with.has('source') && source) extras['source'] = source
  return extras
}

function linked(
  origin: string,
  entity: string,
  items: readonly { id: number }[] | undefined,
): Record<string, unknown>[] {
  return (items ?? []).map((item) => ({ ...item, _links: selfLink(recordHref(origin, entity, item.id)) }))
}
