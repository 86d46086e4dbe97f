import type { AccountStore } from './accountStore'
import type { LinkIndex, Links } from './linkIndex'
import { SINGULAR } from './recordSet'
import type { ContactLink } from './recordSource'
import type { Stamp } from './recordTable'
import type { EntityType } from './wire'

/** Entities that hold links of their own. */
export type LinkOwner = 'leads' | 'customers' | 'contacts'

/** The index that keeps the links of an entity; companies hold none, they are linked to. */
export function linkIndexOf(store: AccountStore, entity: EntityType): LinkIndex | null {
  return entity === 'companies' ? null : store.links[entity]
}

/** Replaces the links of a record as far as given, and logs each end of what came and what went. */
export function setLinks(
  store: AccountStore,
  entity: EntityType,
  index: number,
  set: { contacts?: ContactLink[]; companyId?: number | null },
  stamp: Stamp,
): void {
  const links = linkIndexOf(store, entity)
  if (!links) return
  const before = links.linksOf(index)
  const after: Links = {
    contacts: withMain(set.contacts ?? before.contacts),
    companyId: set.companyId === undefined ? before.companyId : set.companyId,
  }
  links.set(index, after)
  const id = store.table(entity).idAt(index)
  const had = parentsOf(before)
  const has = parentsOf(after)
  for (const parent of has)
    if (!had.some((other) => isSame(parent, other)))
      addLinkEvents(store, 'linked', { entity, id }, parent, stamp)
  for (const parent of had)
    if (!has.some((other) => isSame(parent, other)))
      addLinkEvents(store, 'unlinked', { entity, id }, parent, stamp)
}

/** Logs a link on both ends: `entity_linked` on the owner, `lead_linked` (by the owner's kind) on the parent. */
function addLinkEvents(
  store: AccountStore,
  verb: 'linked' | 'unlinked',
  owner: Parent,
  parent: Parent,
  stamp: Stamp,
): void {
  const add = (type: string, on: Parent, to: Parent): void => {
    const link = { entity: { type: SINGULAR[to.entity], id: to.id } }
    const event = { type, entityType: SINGULAR[on.entity], entityId: on.id, by: stamp.by, at: stamp.at }
    if (verb === 'linked') store.events.add({ ...event, after: [{ link }] })
    else store.events.add({ ...event, before: [{ unlink: link }] })
  }
  add(`entity_${verb}`, owner, parent)
  add(`${SINGULAR[owner.entity]}_${verb}`, parent, owner)
}

interface Parent {
  entity: EntityType
  id: number
}

function parentsOf(links: Links): Parent[] {
  const contacts = links.contacts.map(({ id }): Parent => ({ entity: 'contacts', id }))
  return links.companyId === null ? contacts : [...contacts, { entity: 'companies', id: links.companyId }]
}

function isSame(one: Parent, other: Parent): boolean {
  return one.entity === other.entity && one.id === other.id
}

/** A record with contacts has at most one main contact; when none is flagged in a change, the first becomes it. */
function withMain(contacts: readonly ContactLink[]): ContactLink[] {
  const main = contacts.find((contact) => contact.is_main) ?? contacts[0]
  return contacts.map((contact) => ({ id: contact.id, is_main: contact === main }))
}
