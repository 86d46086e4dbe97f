import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import { isCrmError } from '../records/crmError'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { FieldNames } from './fieldNames'
import { type FieldSetup, toConflict } from './fieldSetup'
import { type MakingClient, makeMissing } from './makeMissing'
import { planFields } from './planFields'

type SetupClient = MakingClient & Pick<CrmClient, 'listGroups'>

export interface FieldSetupRequest {
  readonly type: ParentType
  /** Ids that the settings remember. */
  readonly hint: FieldIds
  /** The settings say that they were saved in this account (`planFields`). */
  readonly isHintOwn?: boolean
  /** Asked only when a field is not found by its code, and before anything is made. */
  readonly names: () => Promise<FieldNames>
  /** Only admins may make fields (API 7.1). */
  readonly mayCreate: boolean
}

/**
 * Finds the eight fields of an entity and makes the missing ones: one call when all are there with their codes, at most eight when all
 * have to be made. The group is made only together with the fields' first making; where it is gone, deleted fields are made again in the
 * default tab. Where another computer does the same at the same time, both end with the same eight (`makeMissing`).
 * @throws CrmError; what `names` rejects with
 */
export const runFieldSetup = async (
  client: SetupClient,
  request: FieldSetupRequest,
  options: CallOptions,
): Promise<FieldSetup> => {
  const { type, hint, isHintOwn = false } = request
  const fields = await client.listCustomFields(type, options)
  const found = (ids: FieldIds): FieldSetup => ({
    kind: 'ready',
    ids,
    groupId: fields.find(({ id }) => id === ids.actualAt)?.groupId ?? null,
    made: [],
    restored: [],
  })
  const byCode = planFields({ fields, hint, isHintOwn, byName: null })
  if (byCode.conflict === null && byCode.missing.length === 0 && !byCode.isNameNeeded)
    return found(byCode.ids)

  const [groups, names] = await Promise.all([client.listGroups(type, options), request.names()])
  const plan = planFields({ fields, hint, isHintOwn, byName: { groups, names } })
  if (plan.conflict !== null) return { kind: 'conflict', conflict: toConflict(plan.conflict, groups) }
  if (plan.missing.length === 0) return found(plan.ids)
  if (!request.mayCreate) return { kind: 'missing', ids: plan.ids, missing: plan.missing, detail: '' }
  try {
    return await makeMissing(client, { type, hint, isHintOwn, names, groups, plan }, options)
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'forbidden') throw error
    return { kind: 'missing', ids: plan.ids, missing: plan.missing, detail: error.detail }
  }
}
