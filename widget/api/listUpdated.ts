import type { UnixSeconds } from '../records/brands'
import type { CallOptions } from './crmClient'
import { createIdSet } from './createIdSet'
import { createSourceReader, recordSizes } from './createSourceReader'
import { listAll, type Wire } from './listAll'
import type { ListSource } from './listSource'
import type { QueryPair } from './query'

interface Stamped {
  readonly id: number
  readonly updatedAt: UnixSeconds
}

/** Lists whose order by modification was found to work (true) or to be ignored (false) in this account, by path. */
export type KnownOrders = Map<string, boolean>

const newestFirst: QueryPair = ['order[updated_at]', 'desc']
const oldestFirst: QueryPair = ['order[updated_at]', 'asc']

/**
 * Records changed at or after `since`: the list ordered by modification, down to `since`. Where the account ignores the order (buyers:
 * API 5.2 does not document one), the list is read as a whole. Before the reading stops short of the list's end for the first time,
 * the order is proven by a second call, since an answer that merely looks sorted would hide changes.
 */
export async function listUpdated<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  since: UnixSeconds,
  options: CallOptions,
  knownOrders: KnownOrders,
): Promise<readonly T[]> {
  if (knownOrders.get(source.path) !== false) {
    const changed = await listNewest(wire, source, since, options, knownOrders)
    if (changed !== null) {
      return changed
    }
    knownOrders.set(source.path, false)
  }
  const ids = createIdSet()
  const changed: T[] = []
  const isNew = (record: T): boolean => ids.add(record.id)
  await listAll(wire, source, { ...options, order: [], sizes: recordSizes, isNew }, (records) => {
    changed.push(...records.filter((record) => record.updatedAt >= since))
  })
  return changed
}

/** null = the list is not in the asked order. */
async function listNewest<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  since: UnixSeconds,
  options: CallOptions,
  knownOrders: KnownOrders,
): Promise<readonly T[] | null> {
  const { priority, signal } = options
  const readBlock = createSourceReader(wire.caller, source, {
    order: [newestFirst],
    sizes: recordSizes,
    priority,
  })
  const found = new Map<number, T>()
  let newest: T | undefined
  for (let block = 1; ; block += 1) {
    const { records, isLast } = await readBlock(block, signal)
    newest ??= records[0]
    if (!isDescending(records)) {
      return null
    }
    for (const record of records) {
      // Rows move to the top while pages are read; the newest state of a record comes first.
      if (record.updatedAt >= since && !found.has(record.id)) {
        found.set(record.id, record)
      }
    }
    const last = records.at(-1)
    if (isLast || last === undefined) {
      return [...found.values()]
    }
    if (last.updatedAt < since) {
      const isProven =
        knownOrders.get(source.path) === true || (await isOrdered(wire, source, newest, options))
      if (isProven) {
        knownOrders.set(source.path, true)
      }
      return isProven ? [...found.values()] : null
    }
  }
}

/** The other direction has to begin with another record; an account that ignores the order begins with the same one. */
async function isOrdered<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  newest: T | undefined,
  { priority, signal }: CallOptions,
): Promise<boolean> {
  const readOne = createSourceReader(wire.caller, source, { order: [oldestFirst], sizes: [1], priority })
  const { records } = await readOne(1, signal)
  const oldest = records[0]
  return (
    oldest !== undefined &&
    newest !== undefined &&
    oldest.id !== newest.id &&
    oldest.updatedAt <= newest.updatedAt
  )
}

function isDescending(records: readonly Stamped[]): boolean {
  return records.every((record, row) => {
    const before = records[row - 1]
    return before === undefined || record.updatedAt <= before.updatedAt
  })
}
