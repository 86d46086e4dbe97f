import type { CallOptions, CrmClient } from '../api/crmClient'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { FieldNames } from './fieldNames'
import { planFields } from './planFields'

type GroupClient = Pick<CrmClient, 'listCustomFields' | 'listGroups' | 'createGroup' | 'moveFieldsToGroup'>

/**
 * «Вернуть группу полей»: makes the group of the eight fields again and moves them into it. Where the group is there, only the
 * fields that stand elsewhere are moved. Values stay. Returns the group's id.
 * @throws CrmError
 */
export const restoreGroup = async (
  client: GroupClient,
  request: { readonly type: ParentType; readonly hint: FieldIds; readonly names: FieldNames },
  options: CallOptions,
): Promise<string> => {
  const { type, hint, names } = request
  const [fields, groups] = await Promise.all([
    client.listCustomFields(type, options),
    client.listGroups(type, options),
  ])
  const plan = planFields({ fields, hint, byName: { groups, names } })
  const lastSort = Math.max(0, ...groups.map((group) => group.sort))
  const groupId = plan.groupId ?? (await client.createGroup(type, names.group, lastSort + 1, options)).id
  const ids = Object.values(plan.ids).filter((id) => id !== undefined)
  const outside = ids.filter((id) => fields.find((field) => field.id === id)?.groupId !== groupId)
  if (outside.length > 0) await client.moveFieldsToGroup(type, groupId, ids, options)
  return groupId
}
