import type { CustomField, CustomFieldGroup } from '../records/customField'
import { type FieldKey, fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import { fieldCodes } from './fieldCodes'
import type { FieldNames } from './fieldNames'

/** Which of the eight fields are there, and what stands in the way. */
export interface FieldPlan {
  readonly ids: FieldIds
  /** In the order of the card. */
  readonly missing: readonly FieldKey[]
  /** A field under our code that has another type, or several fields that could be ours. */
  readonly conflict: { readonly key: FieldKey; readonly names: readonly string[] } | null
  /** The group of the eight fields, found by name or by the fields that stand in it; null when there is none. */
  readonly groupId: string | null
  /** True when nothing of ours was ever known here: then the fields are made for the first time, the group too. */
  readonly isFirstTime: boolean
}

type Match = { readonly field: CustomField } | { readonly names: readonly string[] } | null

/** The type that a field has to have. */
export const fieldTypeOf = (key: FieldKey): 'numeric' | 'date_time' =>
  key === 'actualAt' ? 'date_time' : 'numeric'

/**
 * Finds the eight fields of one entity: by saved id, then code, then name in the group, then name anywhere. Renamed and moved fields
 * are found by id or code. With `byName` null only ids and codes are looked at.
 */
export const planFields = (given: {
  readonly fields: readonly CustomField[]
  readonly hint: FieldIds
  readonly byName: { readonly groups: readonly CustomFieldGroup[]; readonly names: FieldNames } | null
}): FieldPlan => {
  const taken = new Map<FieldKey, CustomField>()
  let conflict: FieldPlan['conflict'] = null

  const take = (matchOf: (key: FieldKey) => Match): void => {
    for (const key of fieldKeys) {
      if (taken.has(key)) continue
      const match = matchOf(key)
      if (match === null) continue
      if ('field' in match) taken.set(key, match.field)
      else conflict ??= { key, names: match.names }
    }
  }
  const isFree = (field: CustomField): boolean => ![...taken.values()].some(({ id }) => id === field.id)
  const byName = (key: FieldKey, name: string, groupId?: string): Match =>
    onlyOne(
      given.fields.filter(
        (field) =>
          field.name.trim() === name &&
          field.type === fieldTypeOf(key) &&
          (groupId === undefined || field.groupId === groupId) &&
          !hasOurCode(field) &&
          isFree(field),
      ),
    )

  take((key) => byId(given.fields, given.hint[key], key))
  take((key) => byCode(given.fields.filter(isFree), key))
  let groupId: string | null = null
  if (given.byName !== null) {
    const { groups, names } = given.byName
    groupId = groupOf([...taken.values()], groups, names)
    if (groupId !== null) {
      const id = groupId
      take((key) => byName(key, names.fields[key], id))
    }
    take((key) => byName(key, names.fields[key]))
  }
  return {
    ids: Object.fromEntries([...taken].map(([key, field]) => [key, field.id])),
    missing: fieldKeys.filter((key) => !taken.has(key)),
    conflict,
    groupId,
    isFirstTime: taken.size === 0 && fieldKeys.every((key) => given.hint[key] === undefined),
  }
}

const byId = (fields: readonly CustomField[], id: number | undefined, key: FieldKey): Match => {
  const field = fields.find((candidate) => candidate.id === id)
  return field !== undefined && field.type === fieldTypeOf(key) ? { field } : null
}

const byCode = (fields: readonly CustomField[], key: FieldKey): Match => {
  const coded = fields.filter((field) => field.code?.toUpperCase() === fieldCodes[key])
  if (coded.some((field) => field.type !== fieldTypeOf(key)))
    return { names: coded.map((field) => field.name) }
  return onlyOne(coded)
}

const onlyOne = (fields: readonly CustomField[]): Match => {
  const [field] = fields
  if (field === undefined) return null
  return fields.length === 1 ? { field } : { names: fields.map(({ name }) => name) }
}

const hasOurCode = (field: CustomField): boolean =>
  field.code !== null && Object.values(fieldCodes).includes(field.code.toUpperCase())

const groupOf = (
  found: readonly CustomField[],
  groups: readonly CustomFieldGroup[],
  names: FieldNames,
): string | null => {
  const named = groups.find((group) => group.name.trim() === names.group)
  if (named !== undefined) return named.id
  const ids = new Set(found.map((field) => field.groupId))
  return groups.find((group) => group.id !== defaultGroupId && ids.has(group.id))?.id ?? null
}

/** «Основное», the tab that every card has (API 7.2). */
const defaultGroupId = 'default'
