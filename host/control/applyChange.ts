import type { AccountStore } from '../account/accountStore'
import { createRecord } from '../account/createRecord'
import { mergeRecords, restoreRecord, trashRecord } from '../account/recordLifecycle'
import type { RecordSet } from '../account/recordSet'
import type { Stamp } from '../account/recordTable'
import { updateRecord } from '../account/updateRecord'
import {
  ENTITY_TYPES,
  type EntityType,
  type WireEmbedded,
  type WireFieldValue,
  type WireFieldValues,
} from '../account/wire'
import { applyLink } from '../api/linkRoutes'
import { applyListChange } from './applyListChange'
import { ChangeError } from './ChangeError'
import type { Change } from './parseChange'

/**
 * Makes a change with its stamp, events and trash, by a user of the CRM and not by the API: no rights are asked, ids
 * and dates may be chosen. Gives the id of what was changed or made.
 */
export function applyChange(store: AccountStore, change: Change): number | string {
  const admin = store.users.find((user) => user.rights.is_admin)
  const updatedAt = change.set?.['updated_at']
  const stamp: Stamp = {
    by: change.by ?? admin?.id ?? 0,
    at: change.at ?? store.clock.now(),
    ...(typeof updatedAt === 'number' ? { updatedAt } : {}),
  }
  const entity = ENTITY_TYPES.find((type) => type === change.entity)
  return entity ? changeRecord(store, entity, change, stamp) : applyListChange(store, change, stamp)
}

function changeRecord(store: AccountStore, entity: EntityType, change: Change, stamp: Stamp): number {
  const table = store.table(entity)
  const id = Number(change.id ?? 0)
  if (change.op === 'create') {
    if (id > 0 && table.indexOf(id) >= 0) throw new ChangeError(`${entity} ${id} уже есть`)
    const index = createRecord(store, entity, setOf(store, entity, change.set ?? {}), stamp, id || undefined)
    return table.idAt(index)
  }
  const index = table.indexOf(id)
  if (index < 0) throw new ChangeError(`${entity} ${id} нет в аккаунте`)
  if (change.op === 'update')
    updateRecord(store, entity, index, setOf(store, entity, change.set ?? {}), stamp)
  else if (change.op === 'delete') trashRecord(store, entity, index, stamp)
  else if (change.op === 'restore') restoreRecord(store, entity, index, stamp)
  else if (change.op === 'merge') {
    const into = table.liveIndexOf(change.into ?? 0)
    if (into < 0 || into === index) throw new ChangeError(`${entity} ${change.into} нет в аккаунте`)
    mergeRecords(store, entity, index, into, stamp)
  } else link(store, entity, id, change, stamp)
  return id
}

function link(store: AccountStore, entity: EntityType, id: number, change: Change, stamp: Stamp): void {
  const { to, op } = change
  if (!to || store.table(to.entity).indexOf(to.id) < 0)
    throw new ChangeError(`${to?.entity} ${to?.id} нет в аккаунте`)
  const order = { id, toType: to.entity, toId: to.id, metadata: { is_main: to.is_main ?? false } }
  applyLink(store, entity, order, op === 'link' ? 'link' : 'unlink', stamp)
}

/** Wire keys of a record, with values of fields by id or code and links under `_embedded`, as one set. */
function setOf(store: AccountStore, entity: EntityType, given: Record<string, unknown>): RecordSet {
  const {
    custom_fields_values: values,
    _embedded,
    id: _id,
    updated_at: _at,
    updated_by: _by,
    ...plain
  } = given
  const set: RecordSet = { plain, values: valuesOf(store, entity, values) }
  const embedded = (_embedded ?? {}) as WireEmbedded
  if (embedded.tags) set.tags = { replace: embedded.tags }
  if (embedded.contacts)
    set.contacts = embedded.contacts.map((contact) => ({ id: contact.id, is_main: contact.is_main === true }))
  if (embedded.companies) set.companyId = embedded.companies[0]?.id ?? null
  return set
}

function valuesOf(
  store: AccountStore,
  entity: EntityType,
  given: unknown,
): Map<number, WireFieldValue[] | null> {
  const values = new Map<number, WireFieldValue[] | null>()
  if (!Array.isArray(given)) return values
  const registry = store.fields[entity]
  for (const entry of given as WireFieldValues[]) {
    const field =
      entry.field_id === undefined
        ? registry.fieldByCode(entry.field_code ?? '')
        : registry.field(entry.field_id)
    if (!field) throw new ChangeError(`поля ${entry.field_id ?? entry.field_code} нет у ${entity}`)
    values.set(field.id, entry.values?.length ? entry.values : null)
  }
  return values
}
