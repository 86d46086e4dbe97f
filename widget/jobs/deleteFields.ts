import type { CallOptions, CrmClient } from '../api/crmClient'
import { isCrmError } from '../records/crmError'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { FieldNames } from './fieldNames'
import { planFields } from './planFields'

type DeletingClient = Pick<CrmClient, 'listCustomFields' | 'listGroups' | 'deleteCustomField' | 'deleteGroup'>

/**
 * Deletes the eight fields of an entity with all their values, then their group unless other fields stand in it. Fields that somebody
 * deleted meanwhile are passed over. Returns the number of fields deleted.
 * @throws CrmError; what was deleted before it stays deleted, and a second call goes on
 */
export const deleteFields = async (
  client: DeletingClient,
  request: { readonly type: ParentType; readonly hint: FieldIds; readonly names: FieldNames },
  options: CallOptions,
): Promise<number> => {
  const { type, hint, names } = request
  const [fields, groups] = await Promise.all([
    client.listCustomFields(type, options),
    client.listGroups(type, options),
  ])
  const plan = planFields({ fields, hint, byName: { groups, names } })
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
