import type { AccountStore } from './accountStore'
import { fillCompany, fillContact, fillCustomer, fillLead, type FillContext } from './fillRecords'
import { normalizeContact } from './normalizeContact'
import { findOrAddTag } from './normalizeTags'
import { type RecordSet, SINGULAR } from './recordSet'
import type { Stamp } from './recordTable'
import { setLinks } from './setLinks'
import type { EntityType, Given, WireEmbedded, WireLead, WireRecord } from './wire'

/**
 * Makes a record and gives its index. A deal without a stage stands in the first ordinary stage of its pipeline, by
 * default the main one. An id may be given (changes that tests make); the API never does.
 */
export function createRecord(
  store: AccountStore,
  entity: EntityType,
  set: RecordSet,
  stamp: Stamp,
  givenId?: number,
): number {
  const table = store.table(entity)
  const id = givenId ?? firstFree(table.nextId, entity)
  const owner =
    typeof set.plain['responsible_user_id'] === 'number' ? set.plain['responsible_user_id'] : stamp.by
  const embedded: WireEmbedded = {}
  const tags = set.tags ? ('replace' in set.tags ? set.tags.replace : set.tags.add) : []
  if (tags.length > 0) embedded.tags = tags.map((tag) => findOrAddTag(entity, tag, store.lists.tags))
  if (set.source) embedded.source = set.source
  if (set.segments) embedded.segments = set.segments
  const values = [...set.values].filter(([, value]) => value !== null && value.length > 0)
  const base: Given<WireRecord, 'id'> = {
    created_by: stamp.by,
    created_at: stamp.at,
    responsible_user_id: owner === 0 ? contextOf(store).ownerId : owner,
    ...(entity === 'leads' ? stageOf(store, set.plain, stamp) : {}),
    ...(entity === 'contacts'
      ? normalizeContact({ first_name: '', last_name: '' } as never, set.plain)
      : set.plain),
    id,
    updated_by: stamp.by,
    updated_at: stamp.updatedAt ?? stamp.at,
    custom_fields_values:
      values.length > 0 ? values.map(([field_id, value]) => ({ field_id, values: value })) : null,
    ...(set.source ? { source_id: set.source.id } : {}),
    ...(Object.keys(embedded).length > 0 ? { _embedded: embedded } : {}),
  }
  const index = table.add(fill(store, entity, base))
  store.events.add({
    type: `${SINGULAR[entity]}_added`,
    entityType: SINGULAR[entity],
    entityId: id,
    by: stamp.by,
    at: stamp.at,
  })
  if (set.contacts?.length || set.companyId) setLinks(store, entity, index, set, stamp)
  for (const watcher of store.watchers) watcher({ action: 'add', entity, index, before: null })
  return index
}

function fill(store: AccountStore, entity: EntityType, base: Given<WireRecord, 'id'>): WireRecord {
  const context = contextOf(store)
  if (entity === 'leads') return fillLead(base as WireLead, context)
  if (entity === 'contacts') return fillContact(base, context)
  return entity === 'companies' ? fillCompany(base, context) : fillCustomer(base, context)
}

function contextOf(store: AccountStore): FillContext {
  return {
    accountId: store.account.id,
    ownerId: store.users.find((user) => user.rights.is_admin)?.id ?? 0,
    groupOf: (userId) => store.user(userId)?.rights.group_id ?? 0,
    firstCustomerStatusId: store.customerStatuses[0]?.id ?? 0,
    purchasesOf: () => ({ count: 0, sum: 0 }),
  }
}

function stageOf(
  store: AccountStore,
  plain: Record<string, unknown>,
  stamp: Stamp,
): Pick<WireLead, 'price' | 'status_id' | 'pipeline_id' | 'closed_at'> {
  const main = store.pipelines.find((pipeline) => pipeline.is_main) ?? store.pipelines[0]
  const pipeline = store.pipelines.find(({ id }) => id === plain['pipeline_id']) ?? main
  const first = pipeline?._embedded.statuses.find((stage) => stage.type === 0)
  const stageId = plain['status_id'] ?? first?.id
  return {
    price: 0,
    pipeline_id: pipeline?.id ?? 0,
    status_id: first?.id ?? 0,
    closed_at: stageId === 142 || stageId === 143 ? stamp.at : null,
  }
}

/** Ids of an account that has no records of the kind yet begin where the CRM's samples do. */
function firstFree(nextId: number, entity: EntityType): number {
  const first = { leads: 41_000_001, contacts: 51_000_001, companies: 52_000_001, customers: 91_000_001 }
  return nextId > 1 ? nextId : first[entity]
}
