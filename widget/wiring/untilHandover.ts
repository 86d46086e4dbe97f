import type { TabRunLock } from './createTabRunLock'

/** Milliseconds for which a reloaded page waits until the page before it has let go of the run. */
const longestHandover = 5000

/** Waits until no tab runs; false when one still does after some seconds. */
export const untilHandover = async (lock: TabRunLock): Promise<boolean> => {
  const tooLong = new AbortController()
  const timer = setTimeout(() => tooLong.abort(), longestHandover)
  const isFree = await lock.untilFree(tooLong.signal)
  clearTimeout(timer)
  return isFree
}
