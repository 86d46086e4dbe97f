import type { CallOptions } from '../api/callOptions'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
import type { CardRefreshDeps } from './cardRefreshDeps'
import { type FieldPlan, planFields } from './planFields'

/**
 * Which fields of an entity are ours: proved at no call where the page's constants know all of them, else by a list that is kept for
 * 10 minutes. Ids of the settings alone prove nothing.
 * @throws CrmError
 */
export const proveFields = async (
  { directory, knownFields, fieldNames }: Pick<CardRefreshDeps, 'directory' | 'knownFields' | 'fieldNames'>,
  type: ParentType,
  settings: Settings,
  options: CallOptions,
): Promise<FieldPlan> => {
  // Which group is ours only one more call would tell; without it less is proved, and nothing wrongly.
  const byName = { groups: [], names: await fieldNames() }
  const saved = savedFields(type, settings)
  const known = knownFields(type).filter(({ id }) => !directory.deletedFields.has(id))
  const told = planFields({ fields: known, ...saved, byName })
  if (told.conflict === null && told.missing.length === 0) return told
  return planFields({ fields: await directory.fields(type, options), ...saved, byName })
}

/** What the settings say of the fields of an entity. */
export const savedFields = (type: ParentType, { account, fields }: Settings) => ({
  hint: fields[type],
  isHintOwn: account !== undefined,
})
