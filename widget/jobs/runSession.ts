import type { Rules } from '../calc/rules'
import type { Account } from '../records/account'
import type { UnixSeconds } from '../records/brands'
import type { BuyersRefusal } from '../records/buyersRefusal'
import type { IdSet } from '../records/createIdSet'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
import type { LastRun } from '../store/lastRuns'
import type { MirrorMeta } from '../store/mirrorMeta'
import type { BulkRunDeps } from './bulkRunDeps'
import type { MirrorRecords } from './mirror/mirrorRecords'
import type { EntityPlan } from './planEntity'
import type { RunControl } from './runControl'
import type { HeldLock } from './runLock'
import type { ReadingProgress, RunSource, RunState, WriteChoice, WritingProgress } from './runState'
import type { RunTally } from './runTally'

/** One run from its start to its report, as its parts share it. */
export interface RunSession {
  readonly deps: BulkRunDeps
  readonly control: RunControl
  /** The lock under which the run goes on; a retry has another one. */
  hold: HeldLock
  readonly tell: (state: RunState) => void
  readonly entities: readonly ParentType[]
  readonly settings: Settings
  /** When the user started it; a resumed run keeps it. Null until the CRM has told its time. */
  startedAt: UnixSeconds | null
  /** `requestCount()` at the start; below zero where a tab before this one has sent more. */
  requestsBefore: number
  readonly lastRun: LastRun | null
  records: MirrorRecords
  /** When the last reading of the whole account began, from which the records come; null before anything was read, and while all is read anew. */
  fullReadAt: UnixSeconds | null
  /** Of the mirror that the records come from, as it was refreshed; null after a reading of the lists. */
  mirrorMeta: MirrorMeta | null
  isFull: boolean
  /** Every list has been read to its end and settled. */
  isRead: boolean
  /** False for a retry of failed cards: there is nothing to resume. */
  isResumable: boolean
  /** The `dataTime` of the records that are stored for resuming; null when none are, or not all. */
  storedDataTime: UnixSeconds | null
  tally: RunTally
  /** Cards confirmed by parts of this run whose tally is gone, as in `RunCheckpoint`; null = none of them had begun to write. */
  writtenBefore: number | null
  /** Cards that were sent in this tab and of which nothing was heard yet. */
  readonly unheard: { readonly [Type in ParentType]: Set<number> }
  /** So many cards at least the parts before had written; more may be, until the cards are looked at. null = they were, or nothing was sent. */
  unlooked: number | null
  account: Account | null
  rules: Rules | null
  /** Why the user has this run count without buyers; null while it counts them, or the settings leave them out. */
  withoutBuyers: BuyersRefusal | null
  /** Ids of the fields of the entities that are written. */
  readonly fieldIds: { contacts: FieldIds; companies: FieldIds }
  /** The groups in which those fields stood when the run began or went on; null = the default tab. */
  readonly groupIds: { contacts: string | null; companies: string | null }
  madeFields: boolean
  /** Ids of fields that were made since the run began or went on: whatever holds values of them is of another account. */
  readonly madeIds: Set<number>
  /** What this browser has kept turned out not to be what the account held. */
  isReadAnew: boolean
  /** Which lists are read, in their order. */
  sources: readonly RunSource[]
  readonly sourceReadings: Map<RunSource, SourceReading>
  /** Events that were met already: a list read after them is whole again. */
  readonly knownEvents: Set<string>
  /** Cards whose own refresh wrote them while the run was on, with the time of their figures. */
  readonly refreshed: { readonly [Type in ParentType]: Map<number, UnixSeconds> }
  /** All changes before this moment are in the records: the time of the data behind every figure. 0 = nothing is known yet (`beginTimes`). */
  dataTime: UnixSeconds
  /** Stamps of cards later than it were in the future when the plan was made: they are wrong, and replaced. */
  latestStamp: number
  /** Cards written by this run whose stamp was in the future before. */
  corrected: number
  plans: readonly EntityPlan[]
  choice: WriteChoice
  /** The preview is open, for the first time or once more: a tab that is closed now leaves the question. */
  isAsking: boolean
  /** Stamps before it are renewed when all cards are to be stamped; null until this run is about to write its first card. */
  stampedSince: UnixSeconds | null
  /** Stamps after it that are not ours are another computer's: when the run began, or was resumed. 0 = not known yet (`beginTimes`). */
  watchSince: UnixSeconds
  /** Time of the last confirmed write. */
  lastWriteAt: UnixSeconds | null
  /**
   * All changes of cards before it are in the records, those of the run's own writes by their answers; what somebody else changed in a card
   * while the run was writing may be missing. Null until the run has come to its end, and where that is not certain of its own writes.
   */
  cardsTime: UnixSeconds | null
  /** What became of some write is not known, or another run was met that may have written over this one's cards. */
  isInDoubt: boolean
  /** A card turned out to be gone as it was written: nothing more is written before it was looked where its deals are now. */
  isLookDue: boolean
  /** Cards that were gone and looked for: a CRM that leaves one out of every answer makes no look twice. */
  readonly sought: { readonly [Type in ParentType]: Set<number> }
  isOtherComputerAccepted: boolean
  /** Cards that the last report has counted as not written; they stay so when others are tried once more. */
  readonly left: { [Type in ParentType]: number }
  /** The cards that are tried once more; null = all. */
  only: { readonly [Type in ParentType]: ReadonlySet<number> } | null
  reading: ReadingProgress | null
  writing: WritingProgress | null
}

/** How one list was read. */
export interface SourceReading {
  /** Whole pages folded so far: where the reading goes on after a pause. */
  pages: number
  records: number
  repeated: number
  /** False when ids did not ascend: then nobody can say which pages a deletion has shifted. */
  isAscending: boolean
  lastId: number
  isDone: boolean
  /** The list's end was proved, and a fall of its records was explained or accepted: only then is it a list, and not a part of one. */
  isProved: boolean
  /** Ids met while the list is read again; null in the first reading, when the records themselves tell what came twice. */
  readonly seen: IdSet | null
  /** Records that came so far while the list is read again. */
  again: number
  /** The pages folded so far, in their order; null where a tab before this one has read some of them, or the CRM's time was not known. */
  marks: PageMark[] | null
}

/** One page of a list as it was folded. */
export interface PageMark {
  readonly lastId: number
  readonly at: UnixSeconds
}
