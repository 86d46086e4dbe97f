import type { StoreOwner } from '../store/openStore'

/** Marks by which the next page knows of a run without opening the database. Where the browser stores nothing there are none. */
export interface RunMarks {
  /** A run of this user in this browser may be unfinished: worth a look. */
  hasUnfinished(): boolean
  setUnfinished(isUnfinished: boolean): void
  /** A run is on in this tab. */
  setRunning(isRunning: boolean): void
  /** True once, after a run of this tab was cut off by a reload of the page. */
  takeReload(): boolean
}

export const createRunMarks = ({ accountId, userId }: Pick<StoreOwner, 'accountId' | 'userId'>): RunMarks => {
  const key = `sales-analytics.run.${accountId}.${userId}`
  return {
    hasUnfinished: () => attempt(() => localStorage.getItem(key) !== null),
    setUnfinished: (isUnfinished) => setMark(() => localStorage, key, isUnfinished),
    setRunning: (isRunning) => setMark(() => sessionStorage, key, isRunning),
    takeReload: () =>
      attempt(() => {
        if (sessionStorage.getItem(key) === null) return false
        sessionStorage.removeItem(key)
        const [navigation] = performance.getEntriesByType('navigation')
        return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload'
      }),
  }
}

const setMark = (storage: () => Storage, key: string, isSet: boolean): void => {
  attempt(() => {
    if (isSet) storage().setItem(key, '1')
    else storage().removeItem(key)
    return isSet
  })
}

/** A browser that forbids storage throws at the first touch. */
const attempt = (work: () => boolean): boolean => {
  try {
    return work()
  } catch {
    return false
  }
}
