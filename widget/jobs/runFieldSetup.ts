import type { CallOptions, CrmClient } from '../api/crmClient'
import { type CrmError, isCrmError } from '../records/crmError'
import type { CustomField, CustomFieldDraft } from '../records/customField'
import { type FieldKey, fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import { fieldCodes } from './fieldCodes'
import type { FieldNames } from './fieldNames'
import type { FieldSetup } from './fieldSetup'
import { type FieldPlan, fieldTypeOf, planFields } from './planFields'

type FieldClient = Pick<CrmClient, 'listCustomFields' | 'listGroups' | 'createGroup' | 'createCustomFields'>

export interface FieldSetupRequest {
  readonly type: ParentType
  /** Ids that the settings remember. */
  readonly hint: FieldIds
  /** Asked only when a field is not found by id or code. */
  readonly names: () => Promise<FieldNames>
  /** Only admins may make fields (API 7.1). */
  readonly mayCreate: boolean
}

/**
 * Finds the eight fields of an entity and makes the missing ones: one call when all are there, at most five when all have to be made.
 * The group is made only together with the fields' first making; where it is gone, deleted fields are made again in the default tab.
 * @throws CrmError
 */
export const runFieldSetup = async (
  client: FieldClient,
  request: FieldSetupRequest,
  options: CallOptions,
): Promise<FieldSetup> => {
  const { type, hint } = request
  const fields = await client.listCustomFields(type, options)
  const byIdOrCode = planFields({ fields, hint, byName: null })
  if (byIdOrCode.conflict !== null) return { kind: 'conflict', ...byIdOrCode.conflict }
  const found = (ids: FieldIds): FieldSetup => ({
    kind: 'ready',
    ids,
    groupId: fields.find(({ id }) => id === ids.actualAt)?.groupId ?? null,
    made: [],
    restored: [],
  })
  if (byIdOrCode.missing.length === 0) return found(byIdOrCode.ids)

  const [groups, names] = await Promise.all([client.listGroups(type, options), request.names()])
  const plan = planFields({ fields, hint, byName: { groups, names } })
  if (plan.conflict !== null) return { kind: 'conflict', ...plan.conflict }
  if (plan.missing.length === 0) return found(plan.ids)
  if (!request.mayCreate) return { kind: 'missing', ids: plan.ids, missing: plan.missing, detail: '' }

  try {
    const lastSort = Math.max(0, ...groups.map((group) => group.sort))
    const groupId = plan.isFirstTime
      ? (plan.groupId ?? (await client.createGroup(type, names.group, lastSort + 1, options)).id)
      : plan.groupId
    const created = await createMissing(client, type, names, { ...plan, groupId }, options)
    const ids = { ...plan.ids, ...created }
    return plan.isFirstTime
      ? { kind: 'ready', ids, groupId, made: plan.missing, restored: [] }
      : { kind: 'ready', ids, groupId, made: [], restored: plan.missing }
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'forbidden') throw error
    return { kind: 'missing', ids: plan.ids, missing: plan.missing, detail: error.detail }
  }
}

const createMissing = async (
  client: FieldClient,
  type: ParentType,
  names: FieldNames,
  plan: FieldPlan,
  options: CallOptions,
): Promise<FieldIds> => {
  const drafts = plan.missing.map((key) => draftOf(key, names, plan.groupId))
  let created: readonly CustomField[]
  try {
    created = await client.createCustomFields(type, drafts, options)
  } catch (error) {
    if (!isCrmError(error) || !isAboutCode(error)) throw error
    created = await client.createCustomFields(
      type,
      drafts.map(({ code: _refused, ...draft }) => draft),
      options,
    )
  }
  const idOf = (key: FieldKey, position: number): number | undefined =>
    (
      created.find((field) => field.code?.toUpperCase() === fieldCodes[key]) ??
      created.find((field) => field.name === names.fields[key] && field.type === fieldTypeOf(key)) ??
      created[position]
    )?.id
  return Object.fromEntries(
    plan.missing.flatMap((key, position) => {
      const id = idOf(key, position)
      return id === undefined ? [] : [[key, id]]
    }),
  )
}

const draftOf = (key: FieldKey, names: FieldNames, groupId: string | null): CustomFieldDraft => ({
  name: names.fields[key],
  type: fieldTypeOf(key),
  sort: (fieldKeys.indexOf(key) + 1) * 10,
  groupId,
  code: fieldCodes[key],
})

/** A refusal that names the code, or names nothing at all: then the code is the likeliest cause (API 7.1). */
const isAboutCode = (error: CrmError): boolean =>
  error.kind === 'refused' &&
  (error.issues.length === 0 || error.issues.some((issue) => /(^|\.)code$/.test(issue.path)))
