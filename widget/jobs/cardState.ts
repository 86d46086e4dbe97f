import type { UnixSeconds } from '../records/brands'
import type { CrmErrorKind } from '../records/crmError'
import type { Figures, StoredFigures } from '../records/figures'
import type { FieldKey } from '../records/fieldKeys'

/** What the panel on an open card shows. */
export type CardState =
  | { readonly phase: 'waiting' }
  /** `progress` only while deals are read one by one (filters are off). */
  | { readonly phase: 'reading'; readonly progress: { readonly read: number; readonly total: number } | null }
  | {
      readonly phase: 'shown'
      readonly figures: Figures
      /** «Актуально на» of the card after this refresh; null while it was never written. */
      readonly actualAt: UnixSeconds | null
      readonly checkedAt: UnixSeconds
      /** False for users who do not see everything: «по доступным вам сделкам», nothing is written. */
      readonly isWhole: boolean
      /** written: fields were renewed now; equal: they hold these figures; shown: differ, but this user may not write or the setting says show;
       * noFields: the fields were never made. */
      readonly outcome: 'written' | 'equal' | 'shown' | 'noFields'
      /** Fields that are gone and that only an admin can make again. */
      readonly missingFields: readonly FieldKey[]
      /** Fields that were made again just now. */
      readonly restoredFields: readonly FieldKey[]
    }
  /** Too many deals to read one by one without asking. */
  | {
      readonly phase: 'tooMany'
      readonly leads: number
      readonly secondsNeeded: number
      readonly stored: StoredFigures
    }
  | { readonly phase: 'noCard' }
  | { readonly phase: 'settingsBroken' }
  | { readonly phase: 'failed'; readonly error: CrmErrorKind | 'unexpected'; readonly detail: string }
