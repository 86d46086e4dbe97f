import { answerWithin } from './answerWithin'
import type { LastRun, LastRuns } from './lastRuns'
import { withStore } from './mirrorAccess'
import type { NotStored } from './mirrorOutcome'
import type { Store, StoreOwner } from './openStore'

const lastKey = 'last'

/**
 * The last run of this user in this browser; kept in memory where the browser refuses to store. The database is opened for each use, so
 * that nobody who deletes it has to wait.
 */
export const createLastRuns = (owner: StoreOwner): LastRuns => {
  let isLasting = true
  let inMemory: LastRun | null = null

  const attempt = async <T>(work: (store: Store) => Promise<T>): Promise<T | null> => {
    const done = await withStore(owner, async (store) => ({
      kind: 'done' as const,
      value: await work(store),
    }))
    isLasting = !isRefused(done)
    return isRefused(done) ? null : done.value
  }

  return {
    async read() {
      const stored = await attempt((store) => answerWithin(store.get('lastRuns', lastKey)))
      return stored ?? (isLasting ? null : inMemory)
    },
    async save(run) {
      inMemory = run
      await attempt((store) => answerWithin(store.put('lastRuns', run, lastKey)))
    },
    isLasting: () => isLasting,
  }
}

const isRefused = (outcome: { readonly kind: 'done' } | NotStored): outcome is NotStored =>
  outcome.kind === 'notStored'
