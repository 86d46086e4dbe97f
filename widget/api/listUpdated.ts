import type { UnixSeconds } from '../records/brands'
import type { CallOptions } from './crmClient'
import { createIdSet } from './createIdSet'
import { createPageReader } from './createPageReader'
import { createSourceReader, recordSizes } from './createSourceReader'
import { listAll, type Wire } from './listAll'
import type { ListSource } from './listSource'
import type { QueryPair } from './query'
import { readOverlapping } from './readOverlapping'
import { wasShifted } from './wasShifted'

interface Stamped {
  readonly id: number
  readonly updatedAt: UnixSeconds
}

/** Lists whose order by modification was found to work (true) or to be ignored (false) in this account, by path. */
export type KnownOrders = Map<string, boolean>

const newestFirst: QueryPair = ['order[updated_at]', 'desc']
const oldestFirst: QueryPair = ['order[updated_at]', 'asc']
/** Readings of a list without order, after which what all of them brought together is taken. */
const mostRounds = 5

/**
 * Records changed at or after `since`: the list ordered by modification, down to `since`. Where the account ignores the order (buyers:
 * API 5.2 does not document one), the list is read as a whole. Before the reading stops short of the list's end for the first time,
 * the order is proven by a second call, since an answer that merely looks sorted would hide changes. Where rows went between two pages,
 * they are read again.
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
  const changed = new Map<number, T>()
  let isQuiet = false
  for (let round = 1; !isQuiet && round <= mostRounds; round += 1) {
    const ids = createIdSet()
    const met = new Set<number>()
    const isNew = (record: T): boolean => ids.add(record.id)
    const { pages } = await listAll(
      wire,
      source,
      { ...options, order: [], sizes: recordSizes, isNew },
      (records) => {
        for (const record of records) {
          met.add(record.id)
          if (record.updatedAt >= since) {
            changed.set(record.id, record)
          }
        }
      },
    )
    isQuiet = pages < 2 || !(await wasShifted(wire, source, since, (id) => met.has(id), options))
  }
  return [...changed.values()]
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
    keepNewest(found, records, since)
    const last = records.at(-1)
    const isEnd = isLast || last === undefined
    if (!isEnd && last.updatedAt >= since) {
      continue
    }
    if (!isEnd && knownOrders.get(source.path) !== true) {
      if (!(await isOrdered(wire, source, newest, options))) {
        return null
      }
      knownOrders.set(source.path, true)
    }
    const from = (newest?.updatedAt ?? since) - 1
    if (block > 1 && (await wasShifted(wire, source, from, (id) => found.has(id), options))) {
      await listAgain(wire, source, since, options, found)
    }
    return [...found.values()]
  }
}

/** Reads the changed records once more, this time without a gap whatever goes meanwhile. */
function listAgain<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  since: UnixSeconds,
  { priority, signal }: CallOptions,
  found: Map<number, T>,
): Promise<void> {
  const met = new Set<number>()
  return readOverlapping<T>({
    rows: { from: 0, to: found.size },
    readPage: createPageReader(wire.caller, source, [newestFirst], priority),
    ahead: () => 1,
    isMet: ({ id }) => met.has(id),
    onRows(records) {
      for (const { id } of records) {
        met.add(id)
      }
      keepNewest(found, records, since)
      return (records.at(-1)?.updatedAt ?? 0) >= since
    },
    ...(signal === undefined ? {} : { signal }),
  })
}

/** Rows move to the top while pages are read, so that a record may come twice. */
function keepNewest<T extends Stamped>(
  found: Map<number, T>,
  records: readonly T[],
  since: UnixSeconds,
): void {
  for (const record of records) {
    const known = found.get(record.id)
    if (record.updatedAt >= since && (known === undefined || known.updatedAt <= record.updatedAt)) {
      found.set(record.id, record)
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
