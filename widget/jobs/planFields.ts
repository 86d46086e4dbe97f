import type { CustomField, CustomFieldGroup } from '../records/customField'
import { type FieldKey, fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import { fieldCodes } from './fieldCodes'
import type { FieldNames } from './fieldNames'

/** What has to be known of a field to tell whether it is ours; the page's constants know as much, but for the group. */
export type FieldFacts = Pick<CustomField, 'id' | 'name' | 'type' | 'code' | 'groupId'>

/** Why nobody can say which field is meant; its fields are those in question. */
export interface UnclearField {
  readonly key: FieldKey
  /**
   * `type`: a field under our code has another type; `codes`: several bear our code; `names`: several bear our name and no code;
   * `renamed`: the field that was saved for it bears neither our code nor our name, and stands in another group.
   */
  readonly reason: 'type' | 'codes' | 'names' | 'renamed'
  readonly fields: readonly FieldFacts[]
}

/** Which of the eight fields are there, and what stands in the way. */
export interface FieldPlan {
  /** Proved ids only. */
  readonly ids: FieldIds
  /** In the order of the card. */
  readonly missing: readonly FieldKey[]
  /** The first field of which nobody can say which is ours. */
  readonly conflict: UnclearField | null
  /** Saved ids whose fields bear no code: only names and groups can tell whether they are ours. */
  readonly isNameNeeded: boolean
  /** The group of the eight fields, found by name or by the fields that stand in it; null when there is none. */
  readonly groupId: string | null
  /** True when nothing of ours was ever known here: then the fields are made for the first time, the group too. */
  readonly isFirstTime: boolean
}

export interface FieldSearch {
  /** The fields of one entity. */
  readonly fields: readonly FieldFacts[]
  /** Ids that the settings remember: what they name has to prove itself. */
  readonly hint: FieldIds
  /**
   * The settings say that they were saved in this account. Only then is a field without a code taken by its id, and asked about where its
   * name and group say nothing; ids that may be another account's are proved by codes alone.
   */
  readonly isHintOwn?: boolean
  /** null: only codes are looked at. */
  readonly byName: { readonly groups: readonly CustomFieldGroup[]; readonly names: FieldNames } | null
}

type Match = { readonly field: FieldFacts } | Omit<UnclearField, 'key'> | null

/** The type that a field has to have. */
export const fieldTypeOf = (key: FieldKey): 'numeric' | 'date_time' =>
  key === 'actualAt' ? 'date_time' : 'numeric'

/**
 * Finds the eight fields of one entity among all of them. A field is ours if it bears our code; one without a code (the CRM may refuse
 * ours: API 7.1) if it was saved for it and has our name or stands in the group of our name, else by our name, in the group first. A
 * field with a code of somebody else is somebody else's, whatever its id or name. Renamed and moved fields are found by their codes.
 */
export const planFields = ({ fields, hint, isHintOwn = false, byName }: FieldSearch): FieldPlan => {
  const taken = new Map<FieldKey, FieldFacts>()
  let conflict: FieldPlan['conflict'] = null
  const take = (matchOf: (key: FieldKey) => Match): void => {
    for (const key of fieldKeys) {
      if (taken.has(key) || conflict?.key === key) continue
      const match = matchOf(key)
      if (match === null) continue
      if ('field' in match) taken.set(key, match.field)
      else conflict ??= { key, ...match }
    }
  }
  const isFree = (field: FieldFacts): boolean => ![...taken.values()].some(({ id }) => id === field.id)
  /** The saved field, where only its name and its group can say whose it is. */
  const saved = (key: FieldKey): FieldFacts | null =>
    (isHintOwn
      ? fields.find(
          (field) => field.id === hint[key] && isCodeless(field) && hasType(field, key) && isFree(field),
        )
      : undefined) ?? null

  const named = byName?.groups.find((group) => group.name.trim() === byName.names.group) ?? null
  const hasName = (field: FieldFacts, key: FieldKey): boolean =>
    field.name.trim() === byName?.names.fields[key]
  const byHint = (key: FieldKey): Match => {
    const field = saved(key)
    const isProved = field !== null && (hasName(field, key) || (named !== null && field.groupId === named.id))
    return isProved ? { field } : null
  }
  const byNameIn = (key: FieldKey, groupId?: string): Match => {
    const namesakes = fields.filter(
      (field) =>
        isCodeless(field) &&
        hasType(field, key) &&
        hasName(field, key) &&
        (groupId === undefined || field.groupId === groupId) &&
        isFree(field),
    )
    const other = saved(key)
    return namesakes.length === 1 && other !== null
      ? { reason: 'names', fields: [other, ...namesakes] }
      : onlyOne(namesakes, 'names')
  }

  take((key) => byCode(fields, key, hint[key], byHint(key)))
  let groupId: string | null = null
  if (byName !== null) {
    take(byHint)
    groupId = named?.id ?? groupOf([...taken.values()], byName.groups)
    if (groupId !== null) {
      const id = groupId
      take((key) => byNameIn(key, id))
    }
    take((key) => byNameIn(key))
    take((key) => toQuestion(saved(key)))
  }
  return {
    ids: Object.fromEntries([...taken].map(([key, field]) => [key, field.id])),
    missing: fieldKeys.filter((key) => !taken.has(key)),
    conflict,
    isNameNeeded: byName === null && fieldKeys.some((key) => saved(key) !== null),
    groupId,
    isFirstTime: taken.size === 0 && (!isHintOwn || fieldKeys.every((key) => hint[key] === undefined)),
  }
}

/** Whether a field can be ours for this key by what it bears, whatever else is there. */
export const isCandidate = (field: FieldFacts, key: FieldKey, names: FieldNames): boolean =>
  hasType(field, key) &&
  (hasCode(field, key) || (isCodeless(field) && field.name.trim() === names.fields[key]))

const hasType = (field: FieldFacts, key: FieldKey): boolean => field.type === fieldTypeOf(key)

const hasCode = ({ code }: FieldFacts, key: FieldKey): boolean => code?.toUpperCase() === fieldCodes[key]

const isCodeless = ({ code }: FieldFacts): boolean => code === null || code.trim() === ''

/** The saved one among several with our code; `other`: a field without a code that is ours as well. */
const byCode = (
  fields: readonly FieldFacts[],
  key: FieldKey,
  savedId: number | undefined,
  other: Match,
): Match => {
  const coded = fields.filter((field) => hasCode(field, key))
  const saved = coded.find((field) => field.id === savedId && hasType(field, key))
  if (saved !== undefined) return { field: saved }
  if (coded.some((field) => !hasType(field, key))) return { reason: 'type', fields: coded }
  if (coded.length > 0 && other !== null && 'field' in other)
    return { reason: 'names', fields: [other.field, ...coded] }
  return onlyOne(coded, 'codes')
}

const onlyOne = (fields: readonly FieldFacts[], reason: UnclearField['reason']): Match => {
  const [field] = fields
  if (field === undefined) return null
  return fields.length === 1 ? { field } : { reason, fields }
}

const toQuestion = (field: FieldFacts | null): Match => field && { reason: 'renamed', fields: [field] }

const groupOf = (found: readonly FieldFacts[], groups: readonly CustomFieldGroup[]): string | null => {
  const ids = new Set(found.map((field) => field.groupId))
  return groups.find((group) => group.id !== defaultGroupId && ids.has(group.id))?.id ?? null
}

/** «Основное», the tab that every card has (API 7.2). */
const defaultGroupId = 'default'
