/** One recalculation at a time in a browser; made in script.ts over Web Locks. */
export interface RunLock {
  /** What gives the lock back, or null when another tab of this browser has it. Never rejects. */
  acquire(): Promise<(() => void) | null>
}
