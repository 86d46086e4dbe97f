import { type RecordBlocks, type RecordTable, recordTables } from '../records/recordBlocks'
import { answerWithin, longPatience } from './answerWithin'
import { StoreRefused, withStore } from './mirrorAccess'
import type { NotStored, StoreOutcome } from './mirrorOutcome'
import type { BlockKeys, BlockSpace, RecordSnapshot } from './mirrorSnapshot'
import type { Store, StoreOwner } from './openStore'

/** Is asked, once there is something to load, who gets it; `header` is what was stored beside the records. */
export type OnLoad<Header> = (header: Header) => OnBlock

/** Gets one stored block after the other, in the order of `recordTables`. May throw where a block cannot be used. */
export type OnBlock = <T extends RecordTable>(table: T, key: string, block: RecordBlocks[T]) => void

export type LoadedSpace =
  | { readonly kind: 'loaded'; readonly header: unknown }
  | { readonly kind: 'none' }
  | { readonly kind: 'otherSchema'; readonly schema: number }
  /** A block is gone or cannot be used; what was given to `onBlock` so far must be thrown away. */
  | { readonly kind: 'broken' }
  | NotStored

/** Another tab may clear away blocks that this one has not finished storing. */
const mostAttempts = 3

/**
 * Stores header and records of a space as one: blocks that are not there yet come first, each in a transaction (and a task) of its own;
 * then one transaction makes the new state the stored one and clears away what nobody refers to. Until then the old state stands.
 * `snapshot` null keeps the records that are stored. Never rejects.
 */
export const saveBlocks = (
  owner: StoreOwner,
  space: BlockSpace,
  given: { readonly schema: number; readonly header: unknown; readonly snapshot: RecordSnapshot | null },
): Promise<StoreOutcome> =>
  withStore(owner, async (store) => {
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      if (given.snapshot !== null) await putMissing(store, given.snapshot)
      if (await replaceSpace(store, space, given)) return { kind: 'stored' }
    }
    throw new StoreRefused('refused')
  })

/** Reads a space block by block, each in a task of its own. Never rejects. */
export const loadBlocks = (
  owner: StoreOwner,
  space: BlockSpace,
  schema: number,
  onLoad: OnLoad<unknown>,
): Promise<LoadedSpace> =>
  withStore(owner, async (store): Promise<LoadedSpace> => {
    const stored = await answered(store.get('spaces', space))
    if (stored === undefined) return { kind: 'none' }
    if (stored.schema !== schema) return { kind: 'otherSchema', schema: stored.schema }
    const { keys } = stored
    const onBlock = onLoad(stored.header)
    for (const table of recordTables)
      for (const key of keys[table]) {
        const block = await answered(store.get('blocks', key))
        if (block === undefined || !isTaken(() => onBlock(table, key, block as never)))
          return { kind: 'broken' }
      }
    return { kind: 'loaded', header: stored.header }
  })

/** Forgets a space; blocks of the other one stay. Never rejects. */
export const dropBlocks = (owner: StoreOwner, space: BlockSpace): Promise<StoreOutcome> =>
  withStore(owner, async (store): Promise<StoreOutcome> => {
    const transaction = store.transaction(['spaces', 'blocks'], 'readwrite')
    await answered(transaction.objectStore('spaces').delete(space))
    await clearOrphans(transaction)
    await answered(transaction.done)
    return { kind: 'stored' }
  })

const putMissing = async (store: Store, snapshot: RecordSnapshot): Promise<void> => {
  const present = new Set(await answered(store.getAllKeys('blocks')))
  for (const key of keysOf(snapshot.keys))
    if (!present.has(key)) await answered(store.put('blocks', snapshot.take(key), key))
}

/** False when a block is not there any more. */
const replaceSpace = async (
  store: Store,
  space: BlockSpace,
  { schema, header, snapshot }: Parameters<typeof saveBlocks>[2],
): Promise<boolean> => {
  const transaction = store.transaction(['spaces', 'blocks'], 'readwrite')
  const spaces = transaction.objectStore('spaces')
  const before = await answered(spaces.get(space))
  const keys = snapshot?.keys ?? before?.keys ?? noKeys
  const present = new Set(await answered(transaction.objectStore('blocks').getAllKeys()))
  if (before !== undefined && before.schema > schema) throw new StoreRefused('newer')
  if (keysOf(keys).some((key) => !present.has(key))) {
    await answered(transaction.done)
    return false
  }
  await answered(spaces.put({ schema, header, keys }, space))
  await clearOrphans(transaction)
  await answered(transaction.done)
  return true
}

const clearOrphans = async (transaction: ReturnType<typeof writing>): Promise<void> => {
  const spaces = await answered(transaction.objectStore('spaces').getAll())
  const used = new Set(spaces.flatMap(({ keys }) => keysOf(keys)))
  const blocks = transaction.objectStore('blocks')
  for (const key of await answered(blocks.getAllKeys()))
    if (!used.has(key)) await answered(blocks.delete(key))
}

/** Each step in itself: how long all of them take depends on the account. */
const answered = <T>(answer: Promise<T>): Promise<T> => answerWithin(answer, longPatience)

/** Names the type of the transactions above. */
const writing = (store: Store) => store.transaction(['spaces', 'blocks'], 'readwrite')

const keysOf = (keys: BlockKeys): readonly string[] => recordTables.flatMap((table) => keys[table])

const noKeys: BlockKeys = { leads: [], customers: [], contacts: [], companies: [] }

const isTaken = (take: () => void): boolean => {
  try {
    take()
    return true
  } catch {
    return false
  }
}
