import type { AccountStore } from './accountStore'
import { LOST_STAGE, WON_STAGE } from './defaultPipelines'
import { normalizeContact } from './normalizeContact'
import { findOrAddTag } from './normalizeTags'
import { fieldTypeNumber, type RecordSet, SINGULAR } from './recordSet'
import type { Stamp } from './recordTable'
import { setLinks } from './setLinks'
import type { EntityType, WireFieldValue, WireRecord, WireTag } from './wire'
import type { WireField } from './wireAccount'

/** Keys whose change is an event of its own: the event's type and its value. */
const KEY_EVENTS: readonly {
  key: string
  type: string
  value: (value: unknown) => Record<string, unknown>
}[] = [
  { key: 'name', type: 'name_field_changed', value: (name) => ({ name_field_value: { name } }) },
  {
    key: 'responsible_user_id',
    type: 'entity_responsible_changed',
    value: (id) => ({ responsible_user: { id } }),
  },
  { key: 'price', type: 'sale_field_changed', value: (sale) => ({ sale_field_value: { sale } }) },
  { key: 'ltv', type: 'ltv_field_changed', value: (ltv) => ({ ltv_field_value: { ltv } }) },
]

/**
 * Applies new values to a live or trashed record: moves its stamp, makes the events, tells the watchers.
 * A deal that enters 142 or 143 gets `closed_at`, one that leaves them loses it.
 */
export function updateRecord(
  store: AccountStore,
  entity: EntityType,
  index: number,
  set: RecordSet,
  stamp: Stamp,
): void {
  const table = store.table(entity)
  const before = table.read(index)
  const plain = plainOf(entity, before, set.plain, stamp)
  addKeyEvents(store, entity, before, plain, stamp)
  const tags = set.tags ? changeTags(store, entity, before, set.tags, stamp) : undefined
  const segments = set.segments && { segments: set.segments }
  if (tags ?? segments) plain['_embedded'] = { ...before._embedded, ...(tags && { tags }), ...segments }
  for (const [fieldId, values] of set.values)
    changeValue(store, entity, index, before, fieldId, values, stamp)
  table.edit(index, plain, stamp)
  if (set.contacts !== undefined || set.companyId !== undefined) setLinks(store, entity, index, set, stamp)
  const moved = ['status_id', 'pipeline_id'].some((key) => key in plain && changed(before, plain, key))
  for (const watcher of store.watchers) {
    watcher({ action: 'update', entity, index, before })
    if (entity === 'leads' && moved) watcher({ action: 'status', entity, index, before })
    if (changed(before, plain, 'responsible_user_id'))
      watcher({ action: 'responsible', entity, index, before })
  }
}

function plainOf(
  entity: EntityType,
  before: WireRecord,
  given: Record<string, unknown>,
  stamp: Stamp,
): Record<string, unknown> {
  if (entity === 'contacts') return normalizeContact(before, given)
  if (entity !== 'leads') return { ...given }
  const plain = { ...given }
  const price = plain['price']
  if (typeof price === 'number') {
    plain['price'] = Math.trunc(price)
    if (!Number.isInteger(price) || 'price_with_minor_units' in before)
      plain['price_with_minor_units'] = price
  }
  const stage = plain['status_id']
  if (typeof stage === 'number' && !('closed_at' in plain)) {
    const isClosed = stage === WON_STAGE || stage === LOST_STAGE
    const was = (before as unknown as { status_id: number; closed_at: number | null }).closed_at
    if (changed(before, plain, 'status_id') || (isClosed && was === null))
      plain['closed_at'] = isClosed ? stamp.at : null
    if (stage !== LOST_STAGE && !('loss_reason_id' in plain)) plain['loss_reason_id'] = null
  }
  return plain
}

function addKeyEvents(
  store: AccountStore,
  entity: EntityType,
  before: WireRecord,
  plain: Record<string, unknown>,
  stamp: Stamp,
): void {
  const event = { entityType: SINGULAR[entity], entityId: before.id, by: stamp.by, at: stamp.at }
  const was = before as unknown as Record<string, unknown>
  for (const { key, type, value } of KEY_EVENTS) {
    const amount = key === 'price' ? 'price_with_minor_units' : key
    const [old, next] = [was[amount] ?? was[key], plain[amount] ?? plain[key]]
    if (!(key in plain) || old === next) continue
    store.events.add({ ...event, type, before: [value(old)], after: [value(next)] })
  }
  if (entity === 'leads' && (changed(before, plain, 'status_id') || changed(before, plain, 'pipeline_id'))) {
    const value = (from: Record<string, unknown>): Record<string, unknown>[] => [
      {
        lead_status: {
          id: from['status_id'] ?? was['status_id'],
          pipeline_id: from['pipeline_id'] ?? was['pipeline_id'],
        },
      },
    ]
    store.events.add({ ...event, type: 'lead_status_changed', before: value(was), after: value(plain) })
  }
  if (entity === 'customers' && changed(before, plain, 'status_id')) {
    const value = (id: unknown): Record<string, unknown>[] => [{ customer_status: { id } }]
    const [old, next] = [value(was['status_id']), value(plain['status_id'])]
    store.events.add({ ...event, type: 'customer_status_changed', before: old, after: next })
  }
}

function changeTags(
  store: AccountStore,
  entity: EntityType,
  before: WireRecord,
  change: NonNullable<RecordSet['tags']>,
  stamp: Stamp,
): WireTag[] {
  const old = before._embedded?.tags ?? []
  const resolve = (tag: Partial<WireTag>): WireTag => findOrAddTag(entity, tag, store.lists.tags)
  const removed =
    'replace' in change
      ? []
      : change.remove.map((tag) => old.find((own) => own.id === tag.id || own.name === tag.name)?.id)
  const next =
    'replace' in change
      ? change.replace.map(resolve)
      : [...old.filter((tag) => !removed.includes(tag.id)), ...change.add.map(resolve)]
  const unique = [...new Map(next.map((tag) => [tag.id, tag])).values()]
  const event = { entityType: SINGULAR[entity], entityId: before.id, by: stamp.by, at: stamp.at }
  for (const tag of unique.filter((one) => !old.some((other) => other.id === one.id)))
    store.events.add({ ...event, type: 'entity_tag_added', after: [{ tag: { name: tag.name } }] })
  for (const tag of old.filter((one) => !unique.some((other) => other.id === one.id)))
    store.events.add({ ...event, type: 'entity_tag_deleted', before: [{ tag: { name: tag.name } }] })
  return unique
}

function changeValue(
  store: AccountStore,
  entity: EntityType,
  index: number,
  before: WireRecord,
  fieldId: number,
  values: WireFieldValue[] | null,
  stamp: Stamp,
): void {
  const field = store.fields[entity].field(fieldId)
  if (!field) return
  const old = before.custom_fields_values?.find((entry) => entry.field_id === fieldId)?.values ?? null
  store.table(entity).setValues(index, fieldId, values, store.fields[entity].isNumber(field))
  if (JSON.stringify(textsOf(old)) === JSON.stringify(textsOf(values))) return
  const event = { entityType: SINGULAR[entity], entityId: before.id, by: stamp.by, at: stamp.at }
  const numbers = [numberOf(old), numberOf(values)] as const
  const fieldType = fieldTypeNumber(field.type)
  if (numbers[0] !== undefined && numbers[1] !== undefined)
    store.events.addNumberChange({ ...event, fieldId, fieldType, before: numbers[0], after: numbers[1] })
  else
    store.events.add({
      ...event,
      type: 'custom_field_value_changed',
      before: eventValues(field, old),
      after: eventValues(field, values),
    })
}

function changed(before: WireRecord, plain: Record<string, unknown>, key: string): boolean {
  return key in plain && (before as unknown as Record<string, unknown>)[key] !== plain[key]
}

function textsOf(values: WireFieldValue[] | null): string[] {
  return (values ?? []).map((value) => `${textOf(value)}/${value.enum_id ?? ''}`)
}

/** The number when the log can keep the values as one, null when there are none, else undefined. */
function numberOf(values: WireFieldValue[] | null): number | null | undefined {
  if (!values || values.length === 0) return null
  const value = values[0]?.value
  if (values.length > 1 || values[0]?.enum_id) return undefined
  if (typeof value === 'number') return value
  return typeof value === 'string' && String(Number(value)) === value ? Number(value) : undefined
}

function eventValues(field: WireField, values: WireFieldValue[] | null): Record<string, unknown>[] {
  return (values ?? []).map((value) => ({
    custom_field_value: {
      field_id: field.id,
      field_type: fieldTypeNumber(field.type),
      enum_id: value.enum_id ?? null,
      text: textOf(value),
    },
  }))
}

/** A value as a text; of one that has parts their JSON. */
function textOf(value: WireFieldValue): string {
  if (value.catalog_element_id !== undefined) return `${value.catalog_id}/${value.catalog_element_id}`
  return typeof value.value === 'string' ? value.value : JSON.stringify(value.value)
}
