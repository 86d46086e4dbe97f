import type { AccountStore } from '../account/accountStore'
import type { Links } from '../account/linkIndex'
import { type LinkOwner, linkIndexOf, setLinks } from '../account/setLinks'
import { ENTITY_TYPES, type EntityType, type WireElementLink } from '../account/wire'
import type { Stamp } from '../account/recordTable'
import { type ApiCall, apiHandler, type ApiRouter } from './apiHandler'
import { hal, listHref, noContent, selfLink } from './hal'
import type { HostContext } from './hostContext'
import { problem, rightsProblem, validationProblem } from './problem'
import { parseQuery, queryAt, queryNumbers, queryTexts } from './query'
import { readBatch } from './requestBody'
import { mayRecord, recordFilter } from './rights'

interface ShownLink {
  to_entity_id: number
  to_entity_type: string
  metadata: Record<string, unknown> | null
}

interface LinkOrder {
  id: number
  toType: string
  toId: number
  metadata: Record<string, unknown>
}

/** Links: reading, one entity or many; making and cutting. */
export function addLinkRoutes(router: ApiRouter, context: HostContext): void {
  for (const entity of ENTITY_TYPES) {
    router.get(
      `/${entity}/links`,
      apiHandler(context, (call) => listLinks(call, entity, bulkIds(call.url))),
    )
    router.get(
      `/${entity}/:id{[0-9]+}/links`,
      apiHandler(context, (call) => listLinks(call, entity, null)),
    )
    for (const verb of ['link', 'unlink'] as const) {
      router.post(
        `/${entity}/${verb}`,
        apiHandler(context, (call) => changeLinks(call, entity, verb)),
      )
      router.post(
        `/${entity}/:id{[0-9]+}/${verb}`,
        apiHandler(context, (call) => changeLinks(call, entity, verb)),
      )
    }
  }
}

function bulkIds(url: URL): number[] {
  return queryNumbers(queryAt(parseQuery(url.search), 'filter', 'entity_id'))
}

function listLinks(call: ApiCall, entity: EntityType, ids: number[] | null): Response {
  const { context, user, url } = call
  const { store } = context
  if (ids?.length === 0) return problem(400, 'filter[entity_id] is required')
  const filter = parseQuery(url.search)
  const toIds = queryNumbers(queryAt(filter, 'filter', 'to_entity_id'))
  const toTypes = queryTexts(queryAt(filter, 'filter', 'to_entity_type'))
  const catalogs = queryNumbers(queryAt(filter, 'filter', 'to_catalog_id'))
  const isVisible = recordFilter(store, user, entity, 'view')
  const links = (ids ?? [Number(call.param('id'))]).flatMap((id) => {
    const index = store.table(entity).liveIndexOf(id)
    if (index < 0 || (isVisible && !isVisible(index))) return []
    return linksOf(call, entity, index)
      .filter((one) => toTypes.length === 0 || toTypes.includes(one.to_entity_type))
      .filter((one) => toIds.length === 0 || toIds.includes(one.to_entity_id))
      .filter((one) => catalogs.length === 0 || catalogs.includes(Number(one.metadata?.['catalog_id'])))
      .map((one) => (ids ? { entity_id: id, entity_type: entity, ...one } : one))
  })
  return hal({ _total_items: links.length, _links: selfLink(listHref(url)), _embedded: { links } })
}

/** What the CRM lists: everything an entity is linked to, but never the deals of a contact. */
function linksOf(call: ApiCall, entity: EntityType, index: number): ShownLink[] {
  const { context, user } = call
  const { store } = context
  const shown: ShownLink[] = []
  const own = linkIndexOf(store, entity)?.linksOf(index)
  for (const contact of own?.contacts ?? [])
    if (store.table('contacts').liveIndexOf(contact.id) >= 0)
      shown.push({
        to_entity_id: contact.id,
        to_entity_type: 'contacts',
        metadata: { main_contact: contact.is_main },
      })
  if (own && own.companyId !== null && store.table('companies').liveIndexOf(own.companyId) >= 0)
    shown.push({ to_entity_id: own.companyId, to_entity_type: 'companies', metadata: null })
  if (entity === 'contacts' || entity === 'companies') {
    const kinds =
      entity === 'contacts' ? (['customers'] as const) : (['contacts', 'leads', 'customers'] as const)
    for (const kind of kinds) {
      const table = store.table(kind)
      const isVisible = recordFilter(store, user, kind, 'view')
      for (const child of Array.from(store.links[kind].childrenOf(entity, index)))
        if (table.isLive(child) && (!isVisible || isVisible(child)))
          shown.push({
            to_entity_id: table.idAt(child),
            to_entity_type: kind,
            metadata: kind === 'contacts' ? { main_contact: false } : null,
          })
    }
  }
  for (const element of store.table(entity).read(index)._embedded?.catalog_elements ?? [])
    shown.push({
      to_entity_id: element.id,
      to_entity_type: 'catalog_elements',
      metadata: { ...element.metadata },
    })
  return shown
}

async function changeLinks(call: ApiCall, entity: EntityType, verb: 'link' | 'unlink'): Promise<Response> {
  const { context, user, request, url } = call
  const { store } = context
  const read = await readBatch(request)
  if (!read.ok) return read.response
  const orders = read.body.map((element) => orderOf(element, call.param('id')))
  const wrong = orders.findIndex((order) => !isKnown(store, entity, order))
  if (wrong >= 0) {
    const detail = 'The value you selected is not a valid choice.'
    const path = store.table(entity).liveIndexOf(orders[wrong]?.id ?? 0) < 0 ? 'entity_id' : 'to_entity_id'
    return validationProblem([
      { request_id: String(wrong), errors: [{ code: 'NotSupportedChoice', path, detail }] },
    ])
  }
  const indexes = orders.map((order) => store.table(entity).liveIndexOf(order.id))
  if (!indexes.every((index) => mayRecord(store, user, entity, index, 'edit'))) return rightsProblem()
  const stamp = { at: context.clock.now(), by: user.id }
  for (const order of orders) applyLink(store, entity, order, verb, stamp)
  if (verb === 'unlink') return noContent()
  const links = orders.map((order) => ({
    entity_id: order.id,
    entity_type: entity,
    to_entity_id: order.toId,
    to_entity_type: order.toType,
    metadata: shownMetadata(order),
  }))
  const path = call.param('id') ? `/api/v4/${entity}/${call.param('id')}/links` : `/api/v4/${entity}/links`
  return hal({ _total_items: links.length, _links: selfLink(url.origin + path), _embedded: { links } })
}

/** Makes or cuts one link, whichever end it is called from; the record it is called on gets the stamp. */
export function applyLink(
  store: AccountStore,
  entity: EntityType,
  order: LinkOrder,
  verb: 'link' | 'unlink',
  stamp: Stamp,
): void {
  const index = store.table(entity).indexOf(order.id)
  if (order.toType === 'catalog_elements') changeElement(store, entity, index, order, verb)
  else {
    const toType = order.toType as EntityType
    const owns =
      entity === 'leads' || entity === 'customers' || (entity === 'contacts' && toType === 'companies')
    const [owner, ownerIndex, parentType, parentId] = owns
      ? [entity, index, toType, order.toId]
      : [toType as LinkOwner, store.table(toType).indexOf(order.toId), entity, order.id]
    if (ownerIndex >= 0 && owner !== (parentType as string))
      setLinks(
        store,
        owner,
        ownerIndex,
        changedLinks(store, owner, ownerIndex, parentType, parentId, order, verb),
        stamp,
      )
  }
  store.table(entity).stamp(index, stamp)
}

function changedLinks(
  store: AccountStore,
  owner: LinkOwner,
  index: number,
  parentType: EntityType,
  parentId: number,
  order: LinkOrder,
  verb: 'link' | 'unlink',
): Links {
  const links = store.links[owner].linksOf(index)
  if (parentType === 'companies') {
    const cut = links.companyId === parentId ? null : links.companyId
    return { contacts: links.contacts, companyId: verb === 'link' ? parentId : cut }
  }
  const others = links.contacts.filter((contact) => contact.id !== parentId)
  if (verb === 'unlink') return { contacts: others, companyId: links.companyId }
  const isMain = order.metadata['is_main'] === true
  const kept = isMain ? others.map((contact) => ({ ...contact, is_main: false })) : others
  return { contacts: [...kept, { id: parentId, is_main: isMain }], companyId: links.companyId }
}

function changeElement(
  store: AccountStore,
  entity: EntityType,
  index: number,
  order: LinkOrder,
  verb: 'link' | 'unlink',
): void {
  const table = store.table(entity)
  const { _embedded: embedded, updated_at: at, updated_by: by } = table.read(index)
  const others = (embedded?.catalog_elements ?? []).filter((element) => element.id !== order.toId)
  const { quantity, catalog_id: catalogId, price_id: priceId } = order.metadata
  const added: WireElementLink = {
    id: order.toId,
    metadata: {
      quantity: Number(quantity ?? 1),
      catalog_id: Number(catalogId ?? 0),
      price_id: typeof priceId === 'number' ? priceId : null,
    },
  }
  const elements = verb === 'link' ? [...others, added] : others
  table.edit(index, { _embedded: { ...embedded, catalog_elements: elements } }, { at, by })
}

function orderOf(element: Record<string, unknown>, pathId: string): LinkOrder {
  const metadata = element['metadata']
  return {
    id: Number(pathId || element['entity_id']),
    toType: element['to_entity_type'] as string,
    toId: Number(element['to_entity_id']),
    metadata: typeof metadata === 'object' && metadata !== null ? (metadata as Record<string, unknown>) : {},
  }
}

function isKnown(store: AccountStore, entity: EntityType, order: LinkOrder): boolean {
  if (store.table(entity).liveIndexOf(order.id) < 0) return false
  if (order.toType === 'catalog_elements') return store.lists.elements.has(order.toId)
  const type = ENTITY_TYPES.find((one) => one === order.toType)
  return type !== undefined && type !== entity && store.table(type).liveIndexOf(order.toId) >= 0
}

function shownMetadata(order: LinkOrder): Record<string, unknown> | null {
  if (order.toType === 'contacts') return { main_contact: order.metadata['is_main'] === true }
  return order.toType === 'catalog_elements' ? order.metadata : null
}
