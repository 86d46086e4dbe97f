import type { FieldKey } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'

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
  | { readonly kind: 'conflict'; readonly key: FieldKey; readonly names: readonly string[] }
