import type { HeldLock, RunLock } from '../../../widget/jobs/runLock'

/** A lock that this tab holds for good. */
const aHeldLock = (release: () => void = () => undefined): HeldLock => ({
  release,
  lost: new AbortController().signal,
  isHeld: async () => true,
})

/** A lock that every tab gets. */
export const freeRunLock: RunLock = { acquire: async () => aHeldLock() }

/** The lock of one tab that runs at most once at a time. */
export const aRunLock = (): RunLock => {
  let isLocked = false
  return {
    acquire: async () => {
      if (isLocked) return null
      isLocked = true
      return aHeldLock(() => {
        isLocked = false
      })
    },
  }
}
