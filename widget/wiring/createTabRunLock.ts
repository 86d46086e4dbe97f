import type { HeldLock, RunLock } from '../jobs/runLock'
import { answerWithin } from '../store/answerWithin'

/** The run's lock as the tabs of a browser share it. */
export interface TabRunLock extends RunLock {
  /** Whether a tab (this one or another) has it now. Never rejects. */
  isHeld(): Promise<boolean>
  /** Whether this tab has it now. Never rejects. */
  isOurs(): Promise<boolean>
  /** Waits until nobody has it; false when `signal` aborts first. Never rejects. */
  untilFree(signal: AbortSignal): Promise<boolean>
}

/**
 * One recalculation at a time in a browser by Web Locks, which free themselves with a dead tab. Where there are none, or the browser refuses
 * them or does not answer, in this tab alone.
 */
export const createTabRunLock = (locks: LockManager | undefined, name: string): TabRunLock => {
  const lonely = createLonelyLock()
  if (locks === undefined) return lonely
  let held: HeldLock | null = null

  /** The page that holds the lock; null = nobody, undefined = the browser does not tell. */
  const holderNow = async (): Promise<string | null | undefined> => {
    try {
      const { held: all = [] } = await answerWithin(locks.query())
      return all.find((lock) => lock.name === name && lock.mode === 'exclusive')?.clientId ?? null
    } catch {
      // No answer, or a refusal: nobody can say.
      return undefined
    }
  }

  /** Null where another tab has it; rejects where the browser refuses locks or does not answer. */
  const request = (isTaken: boolean): Promise<HeldLock | null> => {
    let isGivenUp = false
    const lost = new AbortController()
    const answer = new Promise<(() => void) | null>((resolve, reject) => {
      const options = isTaken ? { steal: true } : { ifAvailable: true }
      const requested = locks.request(name, options, (lock) => {
        if (lock === null || isGivenUp) {
          resolve(null)
          return undefined
        }
        return new Promise<void>((release) => resolve(release))
      })
      requested.catch((error: unknown) => {
        // After the lock was had it tells that another tab has taken it.
        lost.abort()
        reject(error instanceof Error ? error : new Error(String(error), { cause: error }))
      })
    })
    return answerWithin(answer).then(
      async (release) => {
        if (release === null) return null
        const own = await holderNow()
        return {
          release,
          lost: lost.signal,
          isHeld: async () => {
            if (lost.signal.aborted) return false
            const holder = own ? await holderNow() : undefined
            if (holder !== undefined && holder !== own) lost.abort()
            return !lost.signal.aborted
          },
        }
      },
      (error: unknown) => {
        isGivenUp = true
        throw error
      },
    )
  }

  return {
    async acquire(isTaken = false) {
      const had = await request(isTaken).catch(() => lonely.acquire())
      if (had === null) return null
      const own: HeldLock = {
        ...had,
        release() {
          had.release()
          if (held === own) held = null
        },
      }
      held = own
      return own
    },
    isHeld: async () => (await lonely.isHeld()) || Boolean(await holderNow()),
    isOurs: async () => (await held?.isHeld()) ?? false,
    // Shared, so that those who wait do not hold each other up.
    untilFree: async (signal) => {
      try {
        return await locks.request(name, { mode: 'shared', signal }, () => true)
      } catch {
        // The wait is over, or the browser refuses locks: then no other tab has any.
        return !signal.aborted && lonely.untilFree(signal)
      }
    },
  }
}

const createLonelyLock = (): TabRunLock => {
  let isHeld = false
  const never = new AbortController().signal
  return {
    acquire: async () => {
      if (isHeld) return null
      isHeld = true
      return {
        release() {
          isHeld = false
        },
        lost: never,
        isHeld: async () => true,
      }
    },
    isHeld: async () => isHeld,
    isOurs: async () => isHeld,
    untilFree: async () => !isHeld,
  }
}
