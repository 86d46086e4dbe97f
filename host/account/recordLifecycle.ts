import type { AccountStore } from './accountStore'
import type { LinkIndex, Links } from './linkIndex'
import { SINGULAR } from './recordSet'
import type { Stamp } from './recordTable'
import { type LinkOwner, setLinks } from './setLinks'
import type { EntityType } from './wire'

/** Moves a record into the trash, as a user of the CRM does; the API itself cannot delete records. */
export function trashRecord(store: AccountStore, entity: EntityType, index: number, stamp: Stamp): void {
  const table = store.table(entity)
  const before = table.read(index)
  table.setTrashed(index, true, stamp)
  addPlainEvent(store, entity, before.id, `${SINGULAR[entity]}_deleted`, stamp)
  for (const watcher of store.watchers) watcher({ action: 'delete', entity, index, before })
}

/** Takes a record out of the trash. Buyers have no event for it. */
export function restoreRecord(store: AccountStore, entity: EntityType, index: number, stamp: Stamp): void {
  const table = store.table(entity)
  const before = table.read(index)
  table.setTrashed(index, false, stamp)
  if (entity !== 'customers') addPlainEvent(store, entity, before.id, `${SINGULAR[entity]}_restored`, stamp)
  for (const watcher of store.watchers) watcher({ action: 'restore', entity, index, before })
}

/** Merges the record at `index` into another of the same entity: its links move over, it is gone for good. */
export function mergeRecords(
  store: AccountStore,
  entity: EntityType,
  index: number,
  into: number,
  stamp: Stamp,
): void {
  const table = store.table(entity)
  const [lostId, keptId] = [table.idAt(index), table.idAt(into)]
  if (entity === 'contacts' || entity === 'companies') moveChildren(store, entity, index, into, stamp)
  if (entity !== 'companies') moveOwnLinks(store, entity, index, into, stamp)
  const before = table.read(index)
  table.remove(index)
  table.stamp(into, stamp)
  addPlainEvent(store, entity, keptId, 'entity_merged', stamp)
  addPlainEvent(store, entity, lostId, `${SINGULAR[entity]}_deleted`, stamp)
  for (const watcher of store.watchers) {
    watcher({ action: 'delete', entity, index, before })
    watcher({ action: 'update', entity, index: into, before: table.read(into) })
  }
}

function moveChildren(
  store: AccountStore,
  parentType: 'contacts' | 'companies',
  index: number,
  into: number,
  stamp: Stamp,
): void {
  const [lostId, keptId] = [store.table(parentType).idAt(index), store.table(parentType).idAt(into)]
  for (const owner of ['leads', 'customers', 'contacts'] as const) {
    const links: LinkIndex = store.links[owner]
    for (const child of Array.from(links.childrenOf(parentType, index))) {
      const own = links.linksOf(child)
      const moved: Links =
        parentType === 'companies'
          ? { contacts: own.contacts, companyId: keptId }
          : { contacts: replaceContact(own, lostId, keptId), companyId: own.companyId }
      setLinks(store, owner, child, moved, stamp)
    }
  }
}

function replaceContact(links: Links, lostId: number, keptId: number): Links['contacts'] {
  const wasMain = links.contacts.some((contact) => contact.id === lostId && contact.is_main)
  const others = links.contacts.filter((contact) => contact.id !== lostId && contact.id !== keptId)
  const kept = links.contacts.find((contact) => contact.id === keptId)
  return [...others, { id: keptId, is_main: wasMain || (kept?.is_main ?? false) }]
}

function moveOwnLinks(
  store: AccountStore,
  owner: LinkOwner,
  index: number,
  into: number,
  stamp: Stamp,
): void {
  const lost = store.links[owner].linksOf(index)
  const kept = store.links[owner].linksOf(into)
  const added = lost.contacts
    .filter((contact) => !kept.contacts.some((other) => other.id === contact.id))
    .map((contact) => ({ id: contact.id, is_main: kept.contacts.length === 0 && contact.is_main }))
  setLinks(store, owner, index, { contacts: [], companyId: null }, stamp)
  setLinks(
    store,
    owner,
    into,
    { contacts: [...kept.contacts, ...added], companyId: kept.companyId ?? lost.companyId },
    stamp,
  )
}

function addPlainEvent(
  store: AccountStore,
  entity: EntityType,
  id: number,
  type: string,
  stamp: Stamp,
): void {
  store.events.add({ type, entityType: SINGULAR[entity], entityId: id, by: stamp.by, at: stamp.at })
}
