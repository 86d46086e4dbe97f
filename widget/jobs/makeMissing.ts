import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import { type CrmError, isCrmError } from '../records/crmError'
import type { CustomField, CustomFieldDraft, CustomFieldGroup } from '../records/customField'
import { type FieldKey, fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import { fieldCodes } from './fieldCodes'
import type { FieldNames } from './fieldNames'
import { type FieldSetup, toConflict } from './fieldSetup'
import { type FieldPlan, fieldTypeOf, planFields } from './planFields'
import { takeBackDoubles } from './takeBackDoubles'

/** What makes fields and takes back what was made twice. */
export type MakingClient = Pick<
  CrmClient,
  | 'listCustomFields'
  | 'createGroup'
  | 'createCustomFields'
  | 'deleteCustomField'
  | 'deleteGroup'
  | 'listNewestParents'
>

export interface MissingFields {
  readonly type: ParentType
  readonly hint: FieldIds
  readonly isHintOwn: boolean
  readonly names: FieldNames
  readonly groups: readonly CustomFieldGroup[]
  /** What a list of fields and groups has shown. */
  readonly plan: FieldPlan
}

/**
 * Makes the fields that are missing. Other computers may be doing the same, since the CRM has nothing to lock:
 *
 * ```
 * no group yet ── make it ─────────┐
 *                                  ↓
 * the group is there ── look again ── make what is missing still ── look again ── take back what was made twice
 *                        │  ↑            │
 *                        │  └─ code refused: another computer's field has it by now, or the CRM takes none
 *                        └── all are there: another computer's
 * ```
 *
 * @throws CrmError
 */
export const makeMissing = async (
  client: MakingClient,
  missing: MissingFields,
  options: CallOptions,
): Promise<FieldSetup> => {
  const { type, hint, isHintOwn, names, groups, plan } = missing
  const lastSort = Math.max(0, ...groups.map((group) => group.sort))
  const ownGroup =
    plan.isFirstTime && plan.groupId === null
      ? await client.createGroup(type, names.group, lastSort + 1, options)
      : null
  // Once something was made it is seen through, also where the user has left: another computer's double would stay.
  const lasting: CallOptions = { priority: options.priority }
  const known = ownGroup === null ? groups : [...groups, ownGroup]
  const groupId = ownGroup?.id ?? plan.groupId
  const look = async () => {
    const fields = await client.listCustomFields(type, lasting)
    return { fields, ...planFields({ fields, hint, isHintOwn, byName: { groups: known, names } }) }
  }
  // Whoever makes fields for the first time makes the group before them: where there was none a moment ago, nobody had begun.
  let now = ownGroup === null ? await look() : { fields: [], ...plan }
  let made: FieldIds = {}
  for (let hasCodes = true; now.conflict === null && now.missing.length > 0; ) {
    const keys = now.missing
    try {
      made = await createFields(client, type, { keys, names, groupId, hasCodes }, lasting)
      break
    } catch (error) {
      if (!hasCodes || !isCrmError(error) || !isAboutCode(error)) throw error
      now = await look()
      hasCodes = now.missing.length < keys.length
    }
  }
  const hasMade = Object.keys(made).length > 0
  const fields = hasMade ? await client.listCustomFields(type, lasting) : now.fields
  const settled = await takeBackDoubles(client, { type, names, fields, made, ownGroup }, lasting)
  const conflict = now.conflict ?? settled.conflict
  if (conflict !== null) return { kind: 'conflict', conflict: toConflict(conflict, known) }
  const ids = { ...now.ids, ...settled.ids }
  const stamp = fields.find(({ id }) => id === ids.actualAt)
  // A list may lack what is there: a field that the next one gives under its number was never gone.
  const isNew = (key: FieldKey): boolean =>
    made[key] === undefined ? hint[key] !== undefined && ids[key] !== hint[key] : ids[key] === made[key]
  const fresh = plan.missing.filter(isNew)
  return {
    kind: 'ready',
    ids,
    groupId: stamp === undefined ? groupId : stamp.groupId,
    made: plan.isFirstTime ? fresh : [],
    restored: plan.isFirstTime ? [] : fresh,
  }
}

const createFields = async (
  client: MakingClient,
  type: ParentType,
  given: {
    readonly keys: readonly FieldKey[]
    readonly names: FieldNames
    readonly groupId: string | null
    readonly hasCodes: boolean
  },
  options: CallOptions,
): Promise<FieldIds> => {
  const { keys, names, groupId, hasCodes } = given
  const drafts = keys.map((key) => draftOf(key, names, groupId, hasCodes))
  const created: readonly CustomField[] = await client.createCustomFields(type, drafts, options)
  const idOf = (key: FieldKey, position: number): number | undefined =>
    (
      created.find((field) => field.code?.toUpperCase() === fieldCodes[key]) ??
      created.find((field) => field.name === names.fields[key] && field.type === fieldTypeOf(key)) ??
      created[position]
    )?.id
  return Object.fromEntries(
    keys.flatMap((key, position) => {
      const id = idOf(key, position)
      return id === undefined ? [] : [[key, id]]
    }),
  )
}

const draftOf = (
  key: FieldKey,
  names: FieldNames,
  groupId: string | null,
  hasCode: boolean,
): CustomFieldDraft => ({
  name: names.fields[key],
  type: fieldTypeOf(key),
  sort: (fieldKeys.indexOf(key) + 1) * 10,
  groupId,
  ...(hasCode ? { code: fieldCodes[key] } : {}),
})

/** A refusal that names the code, or names nothing at all: then the code is the likeliest cause (API 7.1). */
const isAboutCode = (error: CrmError): boolean =>
  error.kind === 'refused' &&
  (error.issues.length === 0 || error.issues.some((issue) => /(^|\.)code$/.test(issue.path)))
