import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

import { answerWithin, browserPatience, longPatience } from './answerWithin'
import type { RecordBlock } from '../records/recordBlocks'
import type { LastRun } from './lastRuns'
import type { BlockSpace, StoredSpace } from './mirrorSnapshot'

export interface StoreSchema extends DBSchema {
  /** One record under the key `rights`: what the owner of this database was allowed to see. */
  meta: { key: string; value: string }
  /** One record under the key `last`. */
  lastRuns: { key: string; value: LastRun }
  /** What is known of the records of a space, and the keys of its blocks. */
  spaces: { key: BlockSpace; value: StoredSpace }
  blocks: { key: string; value: RecordBlock }
}

export type Store = IDBPDatabase<StoreSchema>

/** Whose data this is. `rights` is any text that changes with the user's rights. */
export interface StoreOwner {
  readonly accountId: number
  readonly userId: number
  readonly rights: string
}

/** Name of the database of one user of one account: what one user stored is never opened for another. */
export const storeName = (owner: StoreOwner): string => `sales-analytics-${owner.accountId}-${owner.userId}`

/**
 * Opens the user's database; what was stored under other rights is cleared before it could be read.
 * @throws whatever the browser answers where storage is full or forbidden; `NoAnswer`
 */
export const openStore = async (owner: StoreOwner): Promise<Store> => {
  const store = await openUnlessBlocked(storeName(owner))
  try {
    const known = await answerWithin(store.get('meta', rightsKey))
    if (known !== owner.rights) await answerWithin(clear(store, owner.rights), longPatience)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

/** A tab with an older widget may hold the database as it was: a run must not wait for that tab to be closed. */
const openUnlessBlocked = (name: string): Promise<Store> =>
  new Promise((resolve, reject) => {
    let isBlocked = false
    const opening = openDB<StoreSchema>(name, 2, {
      upgrade(database) {
        for (const each of storeNames)
          if (!database.objectStoreNames.contains(each)) database.createObjectStore(each)
      },
      blocked() {
        isBlocked = true
        reject(new DOMException('another tab holds an older database', 'InvalidStateError'))
      },
      blocking(_current, _blocked, event) {
        if (event.target instanceof IDBDatabase) event.target.close()
      },
    })
    answerWithin(opening, browserPatience, (store) => store.close()).then(
      (store) => (isBlocked ? store.close() : resolve(store)),
      reject,
    )
  })

const storeNames = ['meta', 'lastRuns', 'spaces', 'blocks'] as const
const rightsKey = 'rights'

const clear = async (store: Store, rights: string): Promise<void> => {
  const transaction = store.transaction(storeNames, 'readwrite')
  await Promise.all([
    ...storeNames.map((name) => transaction.objectStore(name).clear()),
    transaction.objectStore('meta').put(rights, rightsKey),
    transaction.done,
  ])
}
