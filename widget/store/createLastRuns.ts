import type { LastRun, LastRuns } from './lastRuns'
import { openStore, type Store, type StoreOwner } from './openStore'

const lastKey = 'last'

/** The last run of this user in this browser; opened at the first use, kept in memory where the browser refuses to store. */
export const createLastRuns = (owner: StoreOwner): LastRuns => {
  let opening: Promise<Store | null> | null = null
  let isLasting = true
  let inMemory: LastRun | null = null

  const open = (): Promise<Store | null> => {
    opening ??= orNull(() => openStore(owner))
    return opening
  }
  const orNull = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch {
      isLasting = false
      return null
    }
  }

  return {
    async read() {
      const store = await open()
      const stored = store === null ? undefined : await orNull(() => store.get('lastRuns', lastKey))
      return stored ?? inMemory
    },
    async save(run) {
      inMemory = run
      const store = await open()
      if (store !== null) await orNull(() => store.put('lastRuns', run, lastKey))
    },
    isLasting: () => isLasting,
  }
}
