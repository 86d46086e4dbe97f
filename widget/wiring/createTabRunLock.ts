import type { RunLock } from '../jobs/runLock'

/** One recalculation at a time in a browser by Web Locks, which free themselves with a dead tab; without them, in this tab alone. */
export const createTabRunLock = (locks: LockManager | undefined, name: string): RunLock => {
  let isHeld = false
  if (locks === undefined)
    return {
      acquire: async () => {
        if (isHeld) return null
        isHeld = true
        return () => {
          isHeld = false
        }
      },
    }
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
  }
}
