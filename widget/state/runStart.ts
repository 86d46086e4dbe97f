import type { UnfinishedRun } from '../jobs/peekUnfinished'
import type { UnixSeconds } from '../records/brands'
import type { ParentType } from '../records/parents'

/** A stage that no section covers, for a sentence. */
export interface UnassignedStageName {
  /** `Воронка: Этап` */
  readonly name: string
  /** False for the two stages that every pipeline has from its beginning: won and lost. */
  readonly isNew: boolean
}

/** What the start dialog says before anything is read. */
export interface RunStart {
  /** Entities that the settings name. */
  readonly entities: readonly ParentType[]
  /** The entity of the list from which the dialog was opened. */
  readonly currentType: ParentType
  /** False when the settings say that figures are written without a preview. */
  readonly asksBeforeWriting: boolean
  /** Newest «Актуально на» known; `userName` and `seconds` where it ran in this browser; `stopped` where it was cut off. */
  readonly lastRun: {
    readonly at: UnixSeconds
    readonly userName: string | null
    readonly seconds: number | null
    readonly stopped?: { readonly written: number; readonly notWritten: number }
    /** It was counted without buyers, since the CRM refused them. */
    readonly isWithoutBuyers?: boolean
  } | null
  /** Nobody can say what to count: nothing is started. */
  readonly isSettingsBroken: boolean
  /** Set where that is so because the CRM's page has given no settings. */
  readonly areSettingsMissing?: boolean
  /** Set where that is so because they come from another account. */
  readonly areSettingsForeign?: boolean
  /** Stages that no section covers. */
  readonly unassignedStages: readonly UnassignedStageName[]
  /** A run of this user in this browser that a closed tab cut off. */
  readonly unfinished: UnfinishedRun | null
  /** When the account was last read as a whole; null where it has to be anyway. */
  readonly fullReadAt: UnixSeconds | null
  /** That was so long ago that it is read as a whole again. */
  readonly isFullDue: boolean
  /** True when the browser lets nothing be stored: no resuming, no journal. */
  readonly isStorageOff: boolean
}
