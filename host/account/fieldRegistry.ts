import { createDefaultGroups, fillField } from './defaultFields'
import type { Given, WireFieldValues } from './wire'
import type { FieldEntity, WireField, WireFieldGroup } from './wireAccount'

/** Types whose values are kept as plain numbers in columns. */
const NUMBER_TYPES = new Set(['numeric', 'date', 'date_time', 'birthday'])

/** Custom fields and groups of one entity or of one catalog. Fields keep the order of their making. */
export class FieldRegistry {
  readonly entity: FieldEntity
  readonly #accountId: number
  readonly #fields = new Map<number, WireField>()
  readonly #groups = new Map<string, WireFieldGroup>()

  constructor(entity: FieldEntity, accountId: number) {
    this.entity = entity
    this.#accountId = accountId
    for (const group of createDefaultGroups(entity)) this.#groups.set(group.id, group)
  }

  /** All fields; do not change the objects. */
  get fields(): WireField[] {
    return [...this.#fields.values()]
  }

  /** All groups by `sort`, predefined ones included. */
  get groups(): WireFieldGroup[] {
    return [...this.#groups.values()].sort((one, other) => one.sort - other.sort)
  }

  field(id: number): WireField | undefined {
    return this.#fields.get(id)
  }

  fieldByCode(code: string): WireField | undefined {
    return this.fields.find((field) => field.code?.toUpperCase() === code.toUpperCase())
  }

  group(id: string): WireFieldGroup | undefined {
    return this.#groups.get(id)
  }

  /** Whether values of the field lie in a number column. */
  isNumber(field: WireField): boolean {
    return NUMBER_TYPES.has(field.type)
  }

  /** Ids of the fields that stand in a group; null and unknown groups are the default one. */
  fieldIdsIn(groupId: string): number[] {
    return this.fields
      .filter((field) => {
        const own = field.group_id !== null && this.#groups.has(field.group_id) ? field.group_id : 'default'
        return own === groupId
      })
      .sort((one, other) => one.sort - other.sort || one.id - other.id)
      .map((field) => field.id)
  }

  /** Adds a field or replaces one with the same id; gives it complete. */
  putField(field: Given<WireField, 'id'>): WireField {
    const known = this.#fields.get(field.id)
    const full = fillField(this.entity, this.#accountId, { ...known, ...field })
    this.#fields.set(full.id, full)
    return full
  }

  deleteField(id: number): void {
    this.#fields.delete(id)
  }

  /** Adds a group or replaces one with the same id. */
  putGroup(group: Given<WireFieldGroup, 'id'>): WireFieldGroup {
    const full: WireFieldGroup = {
      name: `Группа ${group.id}`,
      is_predefined: false,
      type: 'custom_field_group',
      sort: this.#groups.size,
      ...this.#groups.get(group.id),
      ...group,
      entity_type: this.entity,
    }
    this.#groups.set(full.id, full)
    return full
  }

  /** Deletes a group; its fields fall to the default tab. */
  deleteGroup(id: string): void {
    for (const field of this.fields)
      if (field.group_id === id) this.putField({ id: field.id, group_id: null })
    this.#groups.delete(id)
  }

  /**
   * Values of a record with fields named by id only, as the store keeps them. Unknown fields are left out, unless the
   * entry says their type: then the field is made from it.
   */
  normalize(entries: readonly WireFieldValues[] | null | undefined): WireFieldValues[] | null {
    if (!entries || entries.length === 0) return null
    const kept: WireFieldValues[] = []
    for (const entry of entries) {
      const field = this.#fieldOf(entry) ?? this.#fieldFrom(entry)
      if (field && entry.values) kept.push({ field_id: field.id, values: entry.values })
    }
    return kept.length > 0 ? kept : null
  }

  #fieldOf(entry: WireFieldValues): WireField | undefined {
    if (entry.field_id !== undefined) return this.#fields.get(entry.field_id)
    return entry.field_code ? this.fieldByCode(entry.field_code) : undefined
  }

  #fieldFrom(entry: WireFieldValues): WireField | undefined {
    if (entry.field_id === undefined || entry.field_type === undefined) return undefined
    return this.putField({
      id: entry.field_id,
      name: entry.field_name ?? `Поле ${entry.field_id}`,
      type: entry.field_type,
      code: entry.field_code ?? null,
    })
  }
}
