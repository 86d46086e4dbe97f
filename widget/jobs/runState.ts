import type { HeldFigures } from '../calc/heldFigures'
import type { UnixSeconds } from '../records/brands'
import type { BuyersRefusal } from '../records/buyersRefusal'
import type { Contradiction } from '../records/contradiction'
import type { CrmErrorKind, CrmRecordName } from '../records/crmError'
import type { FieldKey } from '../records/fieldKeys'
import type { StoredFigures } from '../records/figures'
import type { ListName } from '../records/listNameOf'
import type { ParentRef, ParentType } from '../records/parents'
import type { FieldConflict } from './fieldSetup'

/** What is being read or written, in the order in which a run goes through them. */
export type RunSource = 'leads' | 'customers' | ParentType

export interface ReadingProgress {
  readonly source: RunSource
  /** Records read so far, by source. */
  readonly read: Readonly<Record<RunSource, number>>
  /** Seconds left by the totals of the last run in this browser; null while no total is known. */
  readonly secondsLeft: number | null
  /** Only what changed since then is read; without it the lists are read as a whole. */
  readonly since?: UnixSeconds
  /** True where all is read since what this browser has kept is not what the account held. */
  readonly isAnew?: boolean
  /** The list is read once more, since it changed while it was read; so many records of it so far. Absent = read for the first time. */
  readonly again?: number
}

/** Counts of one entity for the preview: `total` = changed + firstTime + unchanged + unwritable; zeroed are among the changed. */
export interface PreviewCounts {
  readonly total: number
  readonly changed: number
  readonly zeroed: number
  readonly firstTime: number
  readonly unchanged: number
  /** Cards that cannot be written (a number has more than 15 digits). */
  readonly unwritable: number
  /** Cards among the unchanged whose «Актуально на» is in the future or cannot be read: it is corrected with either choice. Absent = none. */
  readonly wrongStamps?: number
}

export type PreviewFilter = 'all' | 'grew' | 'shrank' | 'zeroed' | 'firstTime'

/** `id` (the default): ascending; `drop`, `rise`: by how much the sum bought changes, the greatest fall or rise first. */
export type PreviewOrder = 'id' | 'drop' | 'rise'

/** Sums over all cards of an entity that can be written, as the fields hold them and as they would; no average, since averages do not add up. */
export interface PreviewTotals {
  readonly old: HeldFigures
  readonly new: HeldFigures
}

/** One line of the table old → new. */
export interface PreviewRow {
  readonly parent: ParentRef
  readonly name: string
  readonly old: StoredFigures
  /** What the fields will hold. */
  readonly new: HeldFigures
}

export interface RunPreview {
  /** The choice that the dialog opens with: `all` when the settings say write = always. */
  readonly preselected: WriteChoice
  /** Why buyers are not in the new figures, although the settings count them; absent where they are. */
  readonly withoutBuyers?: BuyersRefusal
  readonly counts: { readonly [Type in ParentType]?: PreviewCounts }
  /**
   * Rows of the table by entity, filter and search text, in a slice: `total` is the number of rows that fit. Among hundreds of thousands of
   * cards it gives those that are found so far; `subscribe` tells when there are more.
   */
  readonly rows: (query: {
    readonly type: ParentType
    readonly filter: PreviewFilter
    readonly search: string
    readonly order?: PreviewOrder
    readonly from: number
    readonly limit: number
  }) => { readonly total: number; readonly rows: readonly PreviewRow[] }
  /** Tells when `rows` of the query that was asked last would answer more; returns the undo. */
  readonly subscribe: (listener: () => void) => () => void
  /** null for an entity that the run leaves out. */
  readonly totals: (type: ParentType) => PreviewTotals | null
}

/** The three choices of the preview. */
export type WriteChoice = 'changed' | 'all' | 'nothing'

export interface WritingProgress {
  readonly written: number
  /** 0 until what changed since the reading is known. */
  readonly total: number
  readonly secondsLeft: number | null
  /** True while the run reads what has changed meanwhile: nothing is written then. */
  readonly isChecking?: boolean
  /** True while all is read anew since what was read is not what the account holds. */
  readonly isAnew?: boolean
}

/** Why a run waits for the user. */
export type PauseReason =
  | { readonly kind: 'user' }
  | { readonly kind: 'crm'; readonly error: CrmErrorKind; readonly detail: string }
  | {
      readonly kind: 'fieldGone'
      readonly parentType: ParentType
      readonly key: FieldKey
      readonly name: string
    }
  /** The CRM refuses buyers while the account itself answers: the user decides whether to count without. */
  | { readonly kind: 'buyersRefused'; readonly refusal: BuyersRefusal }
  /** Records of a list kept being deleted while it was read, so that nobody can say that all were read. */
  | { readonly kind: 'listShifts'; readonly source: RunSource }
  /** A list contradicts itself, so that nobody can say that all of it was read. */
  | { readonly kind: 'notWhole'; readonly list: ListName; readonly contradiction: Contradiction }
  /** A list holds far fewer records than before, and the CRM does not tell of their deletion. Going on means that it is so. */
  | { readonly kind: 'listFall'; readonly source: RunSource; readonly before: number; readonly now: number }
  /** The CRM's answers do not tell its time. */
  | { readonly kind: 'noTime' }
  | {
      readonly kind: 'otherComputer'
      readonly lastWriteAt: UnixSeconds
      /** The user waits: the run goes on by itself once the other one has written nothing for a minute. */
      readonly isAwaited?: boolean
    }

/** What a closed tab would leave of a run that pauses: all but some seconds of it, only what is in the cards, or nothing was done yet. */
export type KeptWork = 'stored' | 'inTab' | 'nothing'

/** Why a run ended without doing its work. Nothing is written after it. */
export type RunFailure =
  /** `path`: method and path of the call; `record`: what of the answer was not understood, where it was one. */
  | {
      readonly kind: 'crm'
      readonly error: CrmErrorKind
      readonly detail: string
      readonly path: string
      readonly record?: CrmRecordName
    }
  | { readonly kind: 'settings'; readonly detail: string }
  /** The CRM's page has given no settings, so nobody knows what is saved. */
  | { readonly kind: 'settingsNotGiven' }
  /** The settings were carried over from another account: none of their ids means anything here. */
  | { readonly kind: 'otherAccount' }
  | ({ readonly kind: 'fieldConflict'; readonly parentType: ParentType } & FieldConflict)
  | { readonly kind: 'fieldsMissing'; readonly detail: string }
  /** The CRM told another time when the reading began: nobody knows what has changed since. */
  | { readonly kind: 'timeChanged' }
  | { readonly kind: 'rights' }
  /** The user was allowed to begin, and is not any more. */
  | { readonly kind: 'rightsLost' }
  /** Somebody else has signed in in this browser since the page was opened. */
  | { readonly kind: 'otherUser' }
  /** Another tab of this browser runs already and does not tell its progress. */
  | { readonly kind: 'otherTab' }
  /** This tab did not answer for some time, and the run goes on in another one. */
  | { readonly kind: 'takenOver' }
  /** There is no unfinished run that could go on: none at all, one of another version, or one of other settings. */
  | { readonly kind: 'notResumable' }
  | { readonly kind: 'unexpected'; readonly detail: string }

export interface FailedCard {
  readonly parent: ParentRef
  readonly name: string
  readonly reason: 'refused' | 'missing' | 'tooManyDigits'
  /** The CRM's own words for `refused`, empty otherwise. */
  readonly detail: string
}

/** What became of the cards of one entity. */
export interface ReportCounts {
  readonly changed: number
  readonly firstTime: number
  readonly stamped: number
  readonly unchanged: number
  readonly notWritten: number
  readonly failed: number
}

/**
 * Whether the CRM's lists show the fields: `shown` also where nothing is to be said about it; `unknown` where no list was open to look at.
 */
export type NewColumns = 'shown' | 'hidden' | 'unknown'

export interface RunReport {
  /** False when the run was stopped, by the user or by a failure: the rest was left as it was. */
  readonly isComplete: boolean
  /** What stopped it; absent where the user did. */
  readonly failure?: RunFailure
  readonly startedAt: UnixSeconds
  readonly finishedAt: UnixSeconds
  readonly choice: WriteChoice
  /** Why buyers are not in the figures, although the settings count them; absent where they are. */
  readonly withoutBuyers?: BuyersRefusal
  /** Who ran it. */
  readonly userName: string
  /** The settings that it went by, as the CRM keeps them. */
  readonly settingsText: string
  /** The counts below, apart. */
  readonly byType: { readonly [Type in ParentType]?: ReportCounts }
  readonly changed: number
  readonly firstTime: number
  /** Figures equal, only «Актуально на» renewed. */
  readonly stamped: number
  /** Written cards, however they are counted above, whose «Актуально на» was in the future or could not be read before. Absent = none. */
  readonly corrected?: number
  /** Cards that this run had written before, at least, in a tab whose counts are gone: they are not among those above. Absent = none. */
  readonly writtenBefore?: number
  /** Cards were sent of which nothing was heard, and nobody has found out since what became of them: more may be written than is counted. Absent = no more. */
  readonly mayHaveWritten?: true
  readonly unchanged: number
  readonly notWritten: number
  readonly failed: readonly FailedCard[]
  readonly requests: number
  readonly columns: NewColumns
  /** Entities whose group of fields was deleted during the run. */
  readonly lostGroups: readonly ParentType[]
}

export type RunState =
  | { readonly phase: 'idle' }
  /** `isEnding`: the user has stopped it, or has nothing written; what is left is put away. */
  | { readonly phase: 'checking'; readonly isEnding?: true }
  | { readonly phase: 'reading'; readonly progress: ReadingProgress }
  | { readonly phase: 'preview'; readonly preview: RunPreview }
  | { readonly phase: 'writing'; readonly progress: WritingProgress; readonly isStopping: boolean }
  | {
      readonly phase: 'paused'
      readonly during: 'reading' | 'writing'
      readonly reason: PauseReason
      readonly kept: KeptWork
      readonly reading: ReadingProgress | null
      readonly writing: WritingProgress | null
    }
  | { readonly phase: 'report'; readonly report: RunReport }
  /** `report`: what the run came to before; absent where it was not writing yet. */
  | ({ readonly phase: 'failed'; readonly failure: RunFailure; readonly report?: RunReport } & WrittenSoFar)
  | ({ readonly phase: 'cancelled' } & WrittenSoFar)

/** What a run that ends without its work leaves in the cards. */
export interface WrittenSoFar {
  /** Cards that it has written at least, in this tab or in one that was closed; 0 = maybe some. Absent where it certainly wrote none. */
  readonly written?: number
}
