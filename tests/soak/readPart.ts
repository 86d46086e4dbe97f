import type { AccountStore } from '../../host/account/accountStore'
import type { EntityType } from '../../host/account/wire'
import type { WireAccountFile } from '../oracle/accountWire'

/** Cards by id. */
export interface CardIds {
  readonly contacts: Set<number>
  readonly companies: Set<number>
}

type Owner = 'leads' | 'customers'

/** The cards whose figures can depend on a record, as it is linked at this moment, under any settings. */
export const cardsAround = (store: AccountStore, entity: EntityType, id: number): CardIds => {
  const cards: CardIds = { contacts: new Set(), companies: new Set() }
  const index = store.table(entity).indexOf(id)
  if (index < 0) return cards
  const addContact = (contactId: number): void => {
    cards.contacts.add(contactId)
    const company = store.links.contacts.linksOf(store.table('contacts').indexOf(contactId)).companyId
    if (company !== null) cards.companies.add(company)
  }
  const addLinked = (owner: Owner, child: number): void => {
    const { contacts, companyId } = store.links[owner].linksOf(child)
    for (const contact of contacts)
      if (store.table('contacts').indexOf(contact.id) >= 0) addContact(contact.id)
    if (companyId !== null) cards.companies.add(companyId)
  }
  if (entity === 'leads' || entity === 'customers') addLinked(entity, index)
  else {
    if (entity === 'contacts') addContact(id)
    else cards.companies.add(id)
    for (const [owner, child] of hangingOn(store, entity, index)) addLinked(owner, child)
  }
  return cards
}

/** The part of the account that decides the figures of these cards: everything that hangs on them, and the cards that share it. */
export const readPart = (store: AccountStore, { contacts, companies }: CardIds): WireAccountFile => {
  const children: Record<Owner, Set<number>> = { leads: new Set(), customers: new Set() }
  const addChildren = (type: 'contacts' | 'companies', id: number): void => {
    const index = store.table(type).indexOf(id)
    if (index >= 0) for (const [owner, child] of hangingOn(store, type, index)) children[owner].add(child)
  }
  for (const id of contacts) addChildren('contacts', id)
  for (const id of companies) addChildren('companies', id)
  const contactIds = new Set(contacts)
  const companyIds = new Set(companies)
  for (const owner of ['leads', 'customers'] as const)
    for (const child of children[owner]) {
      const links = store.links[owner].linksOf(child)
      for (const { id } of links.contacts) contactIds.add(id)
      if (links.companyId !== null) companyIds.add(links.companyId)
    }
  for (const id of contactIds) {
    const index = store.table('contacts').indexOf(id)
    const company = index < 0 ? null : store.links.contacts.linksOf(index).companyId
    if (company !== null) companyIds.add(company)
  }
  const part = {
    account: store.account,
    pipelines: store.pipelines,
    customers_statuses: store.customerStatuses,
    leads: [...children.leads].flatMap((index) => recordAt(store, 'leads', index)),
    customers: [...children.customers].flatMap((index) => recordAt(store, 'customers', index)),
    contacts: [...contactIds].flatMap((id) =>
      recordAt(store, 'contacts', store.table('contacts').indexOf(id)),
    ),
    companies: [...companyIds].flatMap((id) =>
      recordAt(store, 'companies', store.table('companies').indexOf(id)),
    ),
  }
  return part as unknown as WireAccountFile
}

/** Deals and buyers of a card; of a company also those of its contacts. */
const hangingOn = (
  store: AccountStore,
  type: 'contacts' | 'companies',
  index: number,
): readonly (readonly [Owner, number])[] => {
  const own = (['leads', 'customers'] as const).flatMap((owner) =>
    Array.from(store.links[owner].childrenOf(type, index), (child) => [owner, child] as const),
  )
  if (type === 'contacts') return own
  const contacts = Array.from(store.links.contacts.childrenOf('companies', index))
  return [...own, ...contacts.flatMap((contact) => hangingOn(store, 'contacts', contact))]
}

/** Nothing for a record that was merged away. */
const recordAt = (store: AccountStore, entity: EntityType, index: number): readonly object[] => {
  const table = store.table(entity)
  if (index < 0 || (!table.isLive(index) && !table.isTrashed(index))) return []
  const links = entity === 'companies' ? null : store.links[entity].linksOf(index)
  const companies = links?.companyId == null ? [] : [{ id: links.companyId }]
  return [{ ...table.read(index), _embedded: { contacts: links?.contacts ?? [], companies } }]
}
