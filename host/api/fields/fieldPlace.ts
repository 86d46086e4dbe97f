import { highestIn } from '../../account/catalogFields'
import type { FieldRegistry } from '../../account/fieldRegistry'
import { ENTITY_TYPES, type EntityType } from '../../account/wire'
import type { WireEnum, WireField } from '../../account/wireAccount'
import { selfLink } from '../hal'
import type { HostContext } from '../hostContext'

/** Where fields are defined: an entity or a catalog. */
export interface FieldPlace {
  registry: FieldRegistry
  /** Path of the fields under /api/v4. */
  path: string
  /** Types that can be made there. */
  types: ReadonlySet<string>
  /** Forgets written values of a deleted field. */
  drop: (fieldId: number) => void
}

const COMMON_TYPES = [
  'text',
  'numeric',
  'checkbox',
  'select',
  'multiselect',
  'date',
  'url',
  'textarea',
  'radiobutton',
  'streetaddress',
  'date_time',
  'file',
]

const ENTITY_FIELD_TYPES = new Set([
  ...COMMON_TYPES,
  'multitext',
  'smart_address',
  'birthday',
  'legal_entity',
  'tracking_data',
  'monetary',
  'chained_list',
])

const CATALOG_FIELD_TYPES = new Set([
  ...COMMON_TYPES,
  'price',
  'category',
  'items',
  'linked_entity',
  'supplier',
  'payer',
  'legal_entity',
])

/** The fields of an entity. */
export function entityFields({ store }: HostContext, entity: EntityType): FieldPlace {
  return {
    registry: store.fields[entity],
    path: `${entity}/custom_fields`,
    types: ENTITY_FIELD_TYPES,
    drop: (fieldId) => store.table(entity).values.drop(fieldId),
  }
}

/** The fields of a catalog, null when there is no such catalog. Values of a deleted field are not shown any more. */
export function catalogFields({ store }: HostContext, catalogId: number): FieldPlace | null {
  const registry = store.catalogFields.get(catalogId)
  const path = `catalogs/${catalogId}/custom_fields`
  return registry ? { registry, path, types: CATALOG_FIELD_TYPES, drop: () => {} } : null
}

/** A field as answers show it; catalogs have no groups and no stages to ask for it. */
export function fieldAnswer(origin: string, place: FieldPlace, field: WireField): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...field }
  if (field.entity_type === 'catalogs')
    for (const key of ['group_id', 'is_api_only', 'required_statuses']) delete shown[key]
  shown['_links'] = selfLink(`${origin}/api/v4/${place.path}/${field.id}`)
  return shown
}

/** Ids of fields are unique in the account and never used again. */
export function nextFieldId({ store }: HostContext): number {
  let highest = Math.max(lastIds.get(store) ?? 1_700_000, highestIn(store.catalogFields))
  for (const entity of ENTITY_TYPES)
    for (const field of store.fields[entity].fields) highest = Math.max(highest, field.id)
  lastIds.set(store, highest + 1)
  return highest + 1
}

/** Choices of a write, each with an id of its own. */
export function enumsOf({ store }: HostContext, given: Record<string, unknown>[]): WireEnum[] {
  let next = 1_695_000
  const registries = [...Object.values(store.fields), ...store.catalogFields.values()]
  for (const registry of registries)
    for (const field of registry.fields)
      for (const choice of [...(field.enums ?? []), ...(field.nested ?? [])]) next = Math.max(next, choice.id)
  return given.map(({ id, value, sort, code }, place) => ({
    id: typeof id === 'number' ? id : ++next,
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    sort: typeof sort === 'number' ? sort : 500 + place,
    ...(typeof code === 'string' ? { code } : {}),
  }))
}

const lastIds = new WeakMap<object, number>()
