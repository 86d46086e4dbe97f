import { NoAnswer } from './answerWithin'
import type { NotStored, StoreRefusal } from './mirrorOutcome'
import { openStore, type Store, type StoreOwner } from './openStore'

/** Thrown inside `withStore` to leave it with a refusal. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused'
  readonly reason: StoreRefusal

  constructor(reason: StoreRefusal) {
    super(reason)
    this.reason = reason
  }
}

/** Milliseconds for which a storage that did not answer is not asked again: whoever opens a window waits for it once. */
const silence = 60_000
/** When each storage did not answer, by the page's clock. */
const silentAt = new WeakMap<IDBFactory, number>()

/**
 * Does work in the owner's database, opened for it and closed behind it, so that no other tab has to wait for this one. Never rejects:
 * whatever goes wrong is a refusal, as is a browser that does not answer within seconds.
 */
export const withStore = async <T>(
  owner: StoreOwner,
  work: (store: Store) => Promise<T>,
): Promise<T | NotStored> => {
  let store: Store | null = null
  try {
    if (performance.now() - (silentAt.get(indexedDB) ?? Number.NEGATIVE_INFINITY) < silence)
      throw new StoreRefused('silent')
    store = await openStore(owner)
    return await work(store)
  } catch (error) {
    if (error instanceof NoAnswer) silentAt.set(indexedDB, performance.now())
    return { kind: 'notStored', reason: reasonOf(error), detail: String(error) }
  } finally {
    store?.close()
  }
}

const reasonOf = (error: unknown): StoreRefusal => {
  if (error instanceof StoreRefused) return error.reason
  if (error instanceof NoAnswer) return 'silent'
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'QuotaExceededError') return 'full'
  return name === 'VersionError' ? 'newer' : 'refused'
}
