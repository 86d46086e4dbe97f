import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import { isCrmError } from '../records/crmError'
import type { FieldNames } from './fieldNames'
import { type FieldConflict, toConflict } from './fieldSetup'
import { planFields } from './planFields'
import type { FieldSetupRequest } from './runFieldSetup'

type DeletingClient = Pick<CrmClient, 'listCustomFields' | 'listGroups' | 'deleteCustomField' | 'deleteGroup'>

export interface KnownEight extends Pick<FieldSetupRequest, 'type' | 'hint' | 'isHintOwn'> {
  readonly names: FieldNames
}

/**
 * Deletes the eight fields of an entity with all their values, then their group unless other fields stand in it. Fields that somebody
 * deleted meanwhile are passed over. Returns the number of fields deleted; where nobody can say which is ours, that, and nothing is deleted.
 * @throws CrmError; what was deleted before it stays deleted, and a second call goes on
 */
export const deleteFields = async (
  client: DeletingClient,
  { type, names, ...saved }: KnownEight,
  options: CallOptions,
): Promise<number | FieldConflict> => {
  const [fields, groups] = await Promise.all([
    client.listCustomFields(type, options),
    client.listGroups(type, options),
  ])
  const plan = planFields({ fields, ...saved, byName: { groups, names } })
  if (plan.conflict !== null) return toConflict(plan.conflict, groups)
  const ids = Object.values(plan.ids).filter((id) => id !== undefined)
  for (const id of ids) await passOverGone(client.deleteCustomField(type, id, options))
  const others = fields.filter((field) => field.groupId === plan.groupId && !ids.includes(field.id))
  const isNamedOurs = groups.some((group) => group.id === plan.groupId && group.name.trim() === names.group)
  if (plan.groupId !== null && isNamedOurs && others.length === 0)
    await passOverGone(client.deleteGroup(type, plan.groupId, options))
  return ids.length
}

const passOverGone = async (deletion: Promise<void>): Promise<void> => {
  try {
    await deletion
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'notFound') throw error
  }
}
