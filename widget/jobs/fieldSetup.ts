import type { CustomFieldGroup } from '../records/customField'
import type { FieldKey } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import type { UnclearField } from './planFields'

/** A field as the user finds it in the CRM. */
export interface FoundField {
  readonly id: number
  readonly name: string
  readonly type: string
  /** The name of its group; empty where nobody told. */
  readonly group: string
}

/** A field of ours of which nobody can say which one it is, with those in question. */
export interface FieldConflict extends Pick<UnclearField, 'key' | 'reason'> {
  readonly fields: readonly FoundField[]
}

/** What became of the eight fields of one entity. */
export type FieldSetup =
  | {
      readonly kind: 'ready'
      readonly ids: FieldIds
      /** The group in which they stand; null = the default tab. */
      readonly groupId: string | null
      /** Made for the first time. */
      readonly made: readonly FieldKey[]
      /** Deleted by somebody and made again: their values are lost. */
      readonly restored: readonly FieldKey[]
    }
  /** The user may not make fields; `detail`: the CRM's words, empty when it was not asked. */
  | {
      readonly kind: 'missing'
      readonly ids: FieldIds
      readonly missing: readonly FieldKey[]
      readonly detail: string
    }
  /** Nothing was made, moved or deleted. */
  | { readonly kind: 'conflict'; readonly conflict: FieldConflict }

/** The same with the groups by their names; a field without a group stands in the default tab (API 7.2). */
export const toConflict = (
  { key, reason, fields }: UnclearField,
  groups: readonly CustomFieldGroup[],
): FieldConflict => ({
  key,
  reason,
  fields: fields.map(({ id, name, type, groupId }) => {
    const group = groups.find((each) => each.id === (groupId ?? 'default'))
    return { id, name, type, group: group?.name.trim() ?? '' }
  }),
})
