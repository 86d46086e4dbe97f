import { answerWithin } from '../store/answerWithin'
import type { TabRunLock } from './createTabRunLock'

/** Milliseconds for which a reloaded page waits until the page before it has let go of the run. */
const longestHandover = 5000
/** Milliseconds in which a browser that gives and refuses locks has told of the end of the wait. */
const answerTime = 1000

/**
 * Waits until no tab runs; false when one still does after some seconds. A browser that does not answer gives no tab a lock: then none is
 * waited for.
 */
export const untilHandover = async (lock: TabRunLock): Promise<boolean> => {
  const tooLong = new AbortController()
  const timer = setTimeout(() => tooLong.abort(), longestHandover)
  const isFree = await answerWithin(lock.untilFree(tooLong.signal), longestHandover + answerTime).catch(
    () => true,
  )
  clearTimeout(timer)
  return isFree
}
