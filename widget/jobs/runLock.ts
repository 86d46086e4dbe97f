/** One recalculation at a time in a browser; made in wiring over Web Locks. */
export interface RunLock {
  /**
   * Gives the lock, or null when another tab of this browser has it. With `isTaken` it is taken from a tab that does not answer any more: if that
   * one goes on after all, it writes nothing. Never rejects.
   */
  acquire(isTaken?: boolean): Promise<HeldLock | null>
}

/** The lock of a run while this tab has it. */
export interface HeldLock {
  release(): void
  /** Aborted as soon as this tab hears that another one has taken the lock. */
  readonly lost: AbortSignal
  /** Asks the browser: a tab that stood still may have lost the lock without having heard of it, and `lost` is aborted then. Never rejects. */
  isHeld(): Promise<boolean>
}
