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

/**
 * Does work in the owner's database, opened for it and closed behind it, so that no other tab has to wait for this one. Never rejects:
 * whatever goes wrong is a refusal.
 */
export const withStore = async <T>(
  owner: StoreOwner,
  work: (store: Store) => Promise<T>,
): Promise<T | NotStored> => {
  let store: Store | null = null
  try {
    store = await openStore(owner)
    return await work(store)
  } catch (error) {
    return { kind: 'notStored', reason: reasonOf(error), detail: String(error) }
  } finally {
    store?.close()
  }
}

const reasonOf = (error: unknown): StoreRefusal => {
  if (error instanceof StoreRefused) return error.reason
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'QuotaExceededError') return 'full'
  return name === 'VersionError' ? 'newer' : 'refused'
}
