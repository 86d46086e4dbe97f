import type { CallOptions } from '../api/callOptions'
import type { CustomFieldGroup } from '../records/customField'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
import type { CardRefreshDeps } from './cardRefreshDeps'
import { type FieldFacts, type FieldPlan, planFields } from './planFields'

/**
 * Which fields of an entity are ours: proved at no call where the page's constants know all of them, else by lists that are kept for
 * 10 minutes: of the fields, and of their groups where only these tell. Ids of the settings alone prove nothing.
 * @throws CrmError
 */
export const proveFields = async (
  { directory, knownFields, fieldNames }: Pick<CardRefreshDeps, 'directory' | 'knownFields' | 'fieldNames'>,
  type: ParentType,
  settings: Settings,
  options: CallOptions,
): Promise<FieldPlan> => {
  const names = await fieldNames()
  const saved = savedFields(type, settings)
  // Without groups less is proved, and nothing wrongly.
  const planOf = (fields: readonly FieldFacts[], groups: readonly CustomFieldGroup[] = []): FieldPlan =>
    planFields({ fields, ...saved, byName: { groups, names } })
  const known = knownFields(type).filter(({ id }) => !directory.deletedFields.has(id))
  const told = planOf(known)
  if (told.conflict === null && told.missing.length === 0) return told
  const fields = await directory.fields(type, options)
  const plan = planOf(fields)
  const isOfGroups = plan.conflict?.reason === 'names' || plan.conflict?.reason === 'renamed'
  return isOfGroups ? planOf(fields, await directory.groups(type, options)) : plan
}

/** What the settings say of the fields of an entity. */
export const savedFields = (type: ParentType, { account, fields }: Settings) => ({
  hint: fields[type],
  isHintOwn: account !== undefined,
})
