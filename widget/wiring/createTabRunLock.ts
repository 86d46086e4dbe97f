import type { RunLock } from '../jobs/runLock'

/** The run's lock as the tabs of a browser share it. */
export interface TabRunLock extends RunLock {
  /** Whether a tab (this one or another) has it now. Never rejects. */
  isHeld(): Promise<boolean>
  /** Waits until nobody has it; false when `signal` aborts first. Never rejects. */
  untilFree(signal: AbortSignal): Promise<boolean>
}

/** One recalculation at a time in a browser by Web Locks, which free themselves with a dead tab; without them, in this tab alone. */
export const createTabRunLock = (locks: LockManager | undefined, name: string): TabRunLock => {
  if (locks === undefined) return createLonelyLock()
  return {
    acquire: () =>
      new Promise((resolve) => {
        const request = locks.request(name, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            resolve(null)
            return undefined
          }
          return new Promise<void>((release) => resolve(release))
        })
        // A refusal of the lock itself (a page being closed) must not let a second run start.
        request.catch(() => resolve(null))
      }),
    isHeld: () =>
      locks.query().then(
        ({ held = [] }) => held.some((lock) => lock.name === name && lock.mode === 'exclusive'),
        () => false,
      ),
    // Shared, so that those who wait do not hold each other up.
    untilFree: (signal) =>
      locks
        .request(name, { mode: 'shared', signal }, () => true)
        .then(
          (isFree) => isFree,
          () => false,
        ),
  }
}

const createLonelyLock = (): TabRunLock => {
  let isHeld = false
  return {
    acquire: async () => {
      if (isHeld) return null
      isHeld = true
      return () => {
        isHeld = false
      }
    },
    isHeld: async () => isHeld,
    untilFree: async () => !isHeld,
  }
}
