import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import type { CustomField, CustomFieldGroup } from '../records/customField'
import { type FieldKey, fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { FieldNames } from './fieldNames'
import { isCandidate, type UnclearField } from './planFields'

type TakingClient = Pick<CrmClient, 'deleteCustomField' | 'deleteGroup' | 'listNewestParents'>

export interface MadeFields {
  readonly type: ParentType
  readonly names: FieldNames
  /** All fields of the entity, read after the making. */
  readonly fields: readonly CustomField[]
  /** What this computer has made just now. */
  readonly made: FieldIds
  /** The group that this computer has made just now. */
  readonly ownGroup: CustomFieldGroup | null
}

/**
 * Settles which of two fields stays where another computer has made the same one at the same time: the lowest id, so that both decide alike
 * without talking. Ids grow, so who made his first may be writing already, and keeps his; the other sees both and takes his own back.
 * Only fields made here are deleted, and only while no card holds anything in them; a group made here goes if nothing stands in it.
 *
 * @returns the ids that stay for what was made; a conflict where a double holds values already: it stays
 * @throws CrmError
 */
export const takeBackDoubles = async (
  client: TakingClient,
  { type, names, fields, made, ownGroup }: MadeFields,
  options: CallOptions,
): Promise<{ readonly ids: FieldIds; readonly conflict: UnclearField | null }> => {
  const kept: Partial<Record<FieldKey, number>> = {}
  const lost: Partial<Record<FieldKey, number>> = {}
  for (const key of fieldKeys) {
    const own = made[key]
    if (own === undefined) continue
    const rivals = fields.filter((field) => field.id < own && isCandidate(field, key, names))
    kept[key] = Math.min(own, ...rivals.map(({ id }) => id))
    if (kept[key] !== own) lost[key] = own
  }
  const doubles = fieldKeys.filter((key) => lost[key] !== undefined)
  const [first] = doubles
  if (first !== undefined) {
    // A write into a field made seconds ago makes its card one of the newest.
    const newest = await client.listNewestParents(type, lost, options)
    const held = doubles.find((key) => newest.some(({ stored }) => stored[key] !== null))
    if (held !== undefined) {
      const both = fields.filter(({ id }) => id === lost[held] || id === kept[held])
      const reason = both.every(({ code }) => code) ? 'codes' : 'names'
      return { ids: kept, conflict: { key: held, reason, fields: both } }
    }
    for (const key of doubles) await client.deleteCustomField(type, lost[key] ?? 0, options)
  }
  if (ownGroup === null) return { ids: kept, conflict: null }
  const gone = new Set(Object.values(lost))
  // What was made here stands in it, whether the list shows it yet or not.
  const isUsed =
    fieldKeys.some((key) => made[key] !== undefined && lost[key] === undefined) ||
    fields.some(({ id, groupId }) => groupId === ownGroup.id && !gone.has(id))
  if (!isUsed) await client.deleteGroup(type, ownGroup.id, options)
  return { ids: kept, conflict: null }
}
