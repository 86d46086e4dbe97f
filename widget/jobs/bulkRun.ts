import type { ParentType } from '../records/parents'
import type { RunState, WriteChoice } from './runState'

/** What the user asked for in the start dialog. */
export interface RunRequest {
  readonly entities: readonly ParentType[]
  /** «Полный пересчёт»: every list is read as a whole, also where a mirror would do. Default false. */
  readonly isFull?: boolean
}

/**
 * One bulk recalculation. States follow each other as docs/architecture.md draws them; every change is told to the listeners.
 * Nothing here throws at the caller: what went wrong is a state.
 */
export interface BulkRun {
  readonly state: () => RunState
  /** Gets every new state at once; returns its undo. */
  subscribe(listener: (state: RunState) => void): () => void
  start(request: RunRequest): void
  /** Goes on with the run that a closed tab of this browser has left; fails with `notResumable` where there is none that fits. */
  resumeUnfinished(): void
  /** The same in place of a tab that runs and does not answer any more: that one writes nothing from now on. */
  takeOver(): void
  /**
   * Does once more what was asked last, by the settings as they are now: goes on from what a failed run has kept, else begins anew. A run
   * that waits at its preview ends first. Nothing before the first run.
   */
  repeat(): void
  /** Answers the preview. */
  choose(choice: WriteChoice): void
  pause(): void
  /** Goes on after a pause (also after a session was lost, a field was gone or another computer was seen). */
  resume(): void
  /** Answers a pause for another computer: the run goes on by itself once that one writes no more. */
  wait(): void
  /** Answers a pause for buyers that the CRM refuses: this run counts without them. */
  leaveBuyersOut(): void
  /** Ends after the batch in flight; what is written stays written, whole cards only. While reading: nothing is written at all. */
  stop(): void
  /** Ends after the batch in flight, as `stop` does, but the rest can be resumed later. */
  suspend(): void
  /** Runs the failed cards of the report once more. */
  retryFailed(): void
  /** True when the settings that are saved now count otherwise than those that the run (going on, or just over) began with. */
  hasOldSettings(): boolean
  /** True when the browser did not store the run: it ends with its tab. */
  isUnkept(): boolean
}
