import type { Milliseconds, UnixSeconds } from '../records/brands'
import type { BuyersRefusal } from '../records/buyersRefusal'
import type { CrmErrorKind, CrmRecordName } from '../records/crmError'
import type { Figures, StoredFigures } from '../records/figures'
import type { FieldKey, FigureKey } from '../records/fieldKeys'
import type { StampFault } from '../records/stampFault'

/** Figures that are shown while newer ones are read or cannot be had. */
export interface KnownFigures {
  /** null: the field is empty, or there is nothing to count an average of. A value that is no number is `unreadable`. */
  readonly figures: { readonly [Key in FigureKey]: number | null }
  /** What the field of the stamp holds. */
  readonly actualAt: UnixSeconds | null
  /** Absent where the stamp is right, and where nothing was ever filled. */
  readonly stampFault?: StampFault
  /** When this panel computed them, by the clock that never jumps; null = they stand in the fields. */
  readonly checkedAt: Milliseconds | null
  /** Why they are without buyers, although these count; absent where they are not. */
  readonly withoutBuyers?: BuyersRefusal
}

/** What the panel on an open card shows. */
export type CardState =
  | { readonly phase: 'waiting' }
  /** `progress` only while deals are read one by one (filters are off). */
  | {
      readonly phase: 'reading'
      readonly progress: { readonly read: number; readonly total: number } | null
      /** null until the card itself is read. */
      readonly known: KnownFigures | null
    }
  | {
      readonly phase: 'shown'
      readonly figures: Figures
      /** «Актуально на» of the card after this refresh; null while it was never written. */
      readonly actualAt: UnixSeconds | null
      /** What is wrong with it; absent where nothing is. */
      readonly stampFault?: StampFault
      /** When the figures were read, by the clock that never jumps. */
      readonly checkedAt: Milliseconds
      /** False for users who do not see everything: «по доступным вам сделкам», nothing is written. */
      readonly isWhole: boolean
      /** True where it is so because the page does not tell the user's rights. */
      readonly isUserUnknown?: boolean
      /** Why buyers are not in the figures, although these count: the CRM refuses them. Absent where they are. */
      readonly withoutBuyers?: BuyersRefusal
      /** written: fields were renewed now; equal: they hold these figures; shown: differ and stay, `keptBy` says why; noFields: the fields were
       * never made; tooManyDigits: a figure does not fit into its field, so nothing was written; withoutBuyers: figures
       * without buyers are never written. */
      readonly outcome: 'written' | 'equal' | 'shown' | 'noFields' | 'tooManyDigits' | 'withoutBuyers'
      /**
       * Why differing fields stay: `missing` = there is no field for the stamp; `noTime` = the CRM does not tell its time; `unclear` = nobody
       * can say which fields are ours, so that it is not known what they hold. null with any other outcome.
       */
      readonly keptBy: 'settings' | 'rights' | 'missing' | 'noTime' | 'unclear' | null
      /** Written, and «Актуально на» was in the future before. Absent = it was not. */
      readonly isStampCorrected?: boolean
      /** The first field that is unclear. */
      readonly unclearField?: FieldKey
      /** The first figure that does not fit. null with any other outcome. */
      readonly unwritable: FigureKey | null
      /** Sums of deals with several contacts are split among them. */
      readonly isSplit: boolean
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
      /** What the fields hold; null where there are no fields. */
      readonly stored: StoredFigures | null
      /** What is wrong with their stamp; absent where nothing is. */
      readonly stampFault?: StampFault
    }
  | { readonly phase: 'settingsBroken' }
  /** The settings were carried over from another account: by their stages nothing can be counted here. */
  | { readonly phase: 'settingsForeign' }
  /** The CRM's page has given no settings: by the defaults the figures could be others than the saved ones. */
  | { readonly phase: 'settingsNotGiven' }
  /** Also with `notFound`, when the card itself is gone, and with `otherUser`, when another user has signed in in this browser. */
  | {
      readonly phase: 'failed'
      readonly error: CrmErrorKind | 'unexpected' | 'otherUser'
      readonly detail: string
      /** Method and path of the call that failed; empty where it was none. */
      readonly request: string
      /** The record in the answer that was not understood, where it was one. */
      readonly record?: CrmRecordName
      readonly known: KnownFigures | null
    }
