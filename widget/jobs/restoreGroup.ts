import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import type { KnownEight } from './deleteFields'
import { type FieldConflict, toConflict } from './fieldSetup'
import { planFields } from './planFields'

type GroupClient = Pick<CrmClient, 'listCustomFields' | 'listGroups' | 'createGroup' | 'moveFieldsToGroup'>

/**
 * «Вернуть группу полей»: makes the group of the eight fields again and moves them into it. Where the group is there, only the
 * fields that stand elsewhere are moved. Values stay. Returns the group's id; where nobody can say which field is ours, that, and nothing is
 * made or moved.
 * @throws CrmError
 */
export const restoreGroup = async (
  client: GroupClient,
  { type, names, ...saved }: KnownEight,
  options: CallOptions,
): Promise<string | FieldConflict> => {
  const [fields, groups] = await Promise.all([
    client.listCustomFields(type, options),
    client.listGroups(type, options),
  ])
  const plan = planFields({ fields, ...saved, byName: { groups, names } })
  if (plan.conflict !== null) return toConflict(plan.conflict, groups)
  const lastSort = Math.max(0, ...groups.map((group) => group.sort))
  const groupId = plan.groupId ?? (await client.createGroup(type, names.group, lastSort + 1, options)).id
  const ids = Object.values(plan.ids).filter((id) => id !== undefined)
  const outside = ids.filter((id) => fields.find((field) => field.id === id)?.groupId !== groupId)
  if (outside.length > 0) await client.moveFieldsToGroup(type, groupId, ids, options)
  return groupId
}
