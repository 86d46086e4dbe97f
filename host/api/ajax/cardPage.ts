import type { AccountStore } from '../../account/accountStore'
import { linkIndexOf } from '../../account/setLinks'
import type { EntityType } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import { mayAdd, mayRecord, recordFilter } from '../rights'
import { pageFields } from './pageFields'
import { pageRecord, type PageRecord } from './pageRecord'

const LINKED_SHOWN = 200

interface LinkedCard {
  record: PageRecord
  fields: ReturnType<typeof pageFields>
}

/** A card as the page draws it. */
export interface CardAnswer {
  record: PageRecord
  fields: ReturnType<typeof pageFields>
  groups: { id: string; name: string; sort: number }[]
  canEdit: boolean
  linkedContacts: LinkedCard[]
  linkedCompanies: LinkedCard[]
  linkedLeads: PageRecord[]
  linkedCustomers: PageRecord[]
  purchases: { id: number; price: number; completedAt: number; comment: string }[]
  feed: { at: number; author: string | null; kind: string; text: string }[]
}

/** Reads a card with what is linked to it; null when the user has no such card. */
export function cardPage(
  store: AccountStore,
  user: WireUser,
  entity: EntityType,
  id: number,
): CardAnswer | null {
  const index = store.table(entity).liveIndexOf(id)
  if (index < 0 || !mayRecord(store, user, entity, index, 'view')) return null
  const links = linkIndexOf(store, entity)?.linksOf(index)
  const isParent = entity === 'contacts' || entity === 'companies'
  const childrenOf = (child: 'leads' | 'customers' | 'contacts'): PageRecord[] =>
    isParent ? children(store, user, entity, index, child) : []
  const contacts =
    entity === 'companies'
      ? childrenOf('contacts')
      : recordsOf(
          store,
          'contacts',
          (links?.contacts ?? []).map((one) => one.id),
        )
  return {
    record: pageRecord(store, entity, index),
    ...formOf(store, entity),
    canEdit: mayRecord(store, user, entity, index, 'edit'),
    linkedContacts: contacts
      .slice(0, 20)
      .map((record) => ({ record, fields: pageFields(store, 'contacts') })),
    linkedCompanies: recordsOf(store, 'companies', links?.companyId ? [links.companyId] : []).map(
      (record) => ({
        record,
        fields: pageFields(store, 'companies'),
      }),
    ),
    linkedLeads: childrenOf('leads'),
    linkedCustomers: childrenOf('customers'),
    purchases: entity === 'customers' ? purchasesOf(store, id) : [],
    feed: feedOf(store, entity, id, index),
  }
}

/** The empty card of a new record; null when the user may not add one. */
export function newCardPage(store: AccountStore, user: WireUser, entity: EntityType): CardAnswer | null {
  if (!mayAdd(user, entity)) return null
  const pipeline = store.pipelines.find((one) => one.is_main) ?? store.pipelines[0]
  const stage = pipeline?._embedded.statuses.find((one) => one.type === 0)
  const isLead = entity === 'leads'
  const stageId = entity === 'customers' ? (store.customerStatuses[0]?.id ?? null) : null
  const record: PageRecord = {
    id: 0,
    entity,
    name: '',
    firstName: null,
    lastName: null,
    responsibleId: user.id,
    createdAt: 0,
    updatedAt: 0,
    values: {},
    tags: [],
    company: null,
    contact: null,
    price: null,
    pipelineId: isLead ? (pipeline?.id ?? null) : null,
    stageId: isLead ? (stage?.id ?? null) : stageId,
    closedAt: null,
    nextPrice: null,
    nextDate: null,
    purchases: null,
    spent: null,
  }
  return {
    record,
    ...formOf(store, entity),
    canEdit: true,
    linkedContacts: [],
    linkedCompanies: [],
    linkedLeads: [],
    linkedCustomers: [],
    purchases: [],
    feed: [],
  }
}

function formOf(store: AccountStore, entity: EntityType): Pick<CardAnswer, 'fields' | 'groups'> {
  const groups = store.fields[entity].groups.map(({ id, name, sort }) => ({ id, name, sort }))
  return { fields: pageFields(store, entity), groups }
}

function recordsOf(store: AccountStore, entity: EntityType, ids: readonly number[]): PageRecord[] {
  const table = store.table(entity)
  return ids
    .map((id) => table.liveIndexOf(id))
    .filter((index) => index >= 0)
    .map((index) => pageRecord(store, entity, index))
}

/** The newest linked records that the user may see. */
function children(
  store: AccountStore,
  user: WireUser,
  entity: 'contacts' | 'companies',
  index: number,
  child: 'leads' | 'customers' | 'contacts',
): PageRecord[] {
  const table = store.table(child)
  const isVisible = recordFilter(store, user, child, 'view')
  return Array.from(store.links[child].childrenOf(entity, index))
    .filter((one) => table.isLive(one) && (isVisible === null || isVisible(one)))
    .reverse()
    .slice(0, LINKED_SHOWN)
    .map((one) => pageRecord(store, child, one))
}

function purchasesOf(store: AccountStore, customerId: number): CardAnswer['purchases'] {
  return [...store.lists.transactions.values()]
    .filter((one) => one.customer_id === customerId && !one.is_deleted)
    .map((one) => ({
      id: one.id,
      price: one.price,
      completedAt: one.completed_at,
      comment: one.comment ?? '',
    }))
}

function feedOf(store: AccountStore, entity: EntityType, id: number, index: number): CardAnswer['feed'] {
  const authorOf = (userId: number): string | null => store.user(userId)?.name ?? null
  const notes = [...store.lists.notes.values()]
    .filter((note) => note.entity_type === entity && note.entity_id === id)
    .map((note) => ({
      at: note.created_at,
      author: authorOf(note.created_by),
      kind: note.note_type,
      text: noteText(note.params),
    }))
  const record = store.table(entity).read(index)
  const created = { at: record.created_at, author: authorOf(record.created_by), kind: 'created', text: '' }
  return [created, ...notes].sort((one, other) => one.at - other.at)
}

function noteText(params: Record<string, unknown>): string {
  const text = params['text'] ?? params['phone'] ?? params['link'] ?? params['url'] ?? ''
  return typeof text === 'string' ? text : JSON.stringify(text)
}
