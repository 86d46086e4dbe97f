import type { UnixSeconds } from '../records/brands'
import { createIdSet } from '../records/createIdSet'
import type { CallOptions, OnRecords, UpdatedOptions } from './crmClient'
import { completeSince } from './completeSince'
import { createPageReader } from './createPageReader'
import { createSourceReader, recordSizes } from './createSourceReader'
import { listAll, type Wire } from './listAll'
import type { ListSource } from './listSource'
import { onlyCall } from './onlyCall'
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
 * Records changed at or after `since`, page by page: the list ordered by modification, down to `since`. Where the account ignores the order
 * (buyers: API 5.2 does not document one), the list is read as a whole. Before the reading stops short of the list's end for the first
 * time, the order is proven by a second call, since an answer that merely looks sorted would hide changes. Where rows went between two
 * pages, they are read again: a record may come more than once.
 */
export async function listUpdated<T extends Stamped>(
  wire: Wire,
  listed: ListSource<T>,
  updated: UpdatedOptions,
  knownOrders: KnownOrders,
  onRecords: OnRecords<T>,
): Promise<void> {
  const { since } = updated
  const source = completeSince(listed, since)
  const options = onlyCall(updated)
  const give: OnRecords<T> = (records) => {
    const changed = records.filter((record) => record.updatedAt >= since)
    if (changed.length > 0) {
      onRecords(changed)
    }
  }
  if (knownOrders.get(source.path) !== false) {
    if (await listNewest(wire, source, { since, ...options }, knownOrders, give)) {
      return
    }
    knownOrders.set(source.path, false)
  }
  const known = new Set<string>()
  let isQuiet = false
  for (let round = 1; !isQuiet && round <= mostRounds; round += 1) {
    const ids = createIdSet()
    let lastId = 0
    let isAscending = true
    const isNew = ({ id }: T): boolean => {
      isAscending &&= id >= lastId
      lastId = id
      return ids.add(id)
    }
    const whole = { ...options, order: [], sizes: recordSizes, isNew }
    const { pages } = await listAll(wire, source, whole, give)
    const shifting = { from: since, isMet: (id: number) => ids.has(id), isAscending, known }
    isQuiet = pages < 2 || !(await wasShifted(wire, source, shifting, options))
  }
}

/** False = the list is not in the asked order. */
async function listNewest<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  updated: UpdatedOptions,
  knownOrders: KnownOrders,
  give: OnRecords<T>,
): Promise<boolean> {
  const { since, ...options } = updated
  const { signal } = options
  const readBlock = createSourceReader(wire.caller, source, {
    ...options,
    order: [newestFirst],
    sizes: recordSizes,
  })
  const ids = createIdSet()
  let count = 0
  let newest: T | undefined
  for (let block = 1; ; block += 1) {
    const { records, isLast } = await readBlock(block, signal)
    newest ??= records[0]
    if (!isDescending(records)) {
      return false
    }
    for (const { id, updatedAt } of records) {
      count += updatedAt >= since && ids.add(id) ? 1 : 0
    }
    give(records)
    const last = records.at(-1)
    const isEnd = isLast || last === undefined
    if (!isEnd && last.updatedAt >= since) {
      continue
    }
    if (!isEnd && knownOrders.get(source.path) !== true) {
      if (!(await isOrdered(wire, source, newest, options))) {
        return false
      }
      knownOrders.set(source.path, true)
    }
    const from = (newest?.updatedAt ?? since) - 1
    const isMet = (id: number): boolean => ids.has(id)
    if (block > 1 && (await wasShifted(wire, source, { from, isMet }, options))) {
      await listAgain(wire, source, updated, count, give)
    }
    return true
  }
}

/** Reads the changed records once more, this time without a gap whatever goes meanwhile. */
function listAgain<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  { since, priority, signal, needsMain }: UpdatedOptions,
  count: number,
  give: OnRecords<T>,
): Promise<void> {
  const met = createIdSet()
  return readOverlapping<T>({
    rows: { from: 0, to: count },
    readPage: createPageReader(wire.caller, source, [newestFirst], priority, needsMain),
    ahead: () => 1,
    isMet: ({ id }) => met.has(id),
    onRows(records) {
      for (const { id } of records) {
        met.add(id)
      }
      give(records)
      return (records.at(-1)?.updatedAt ?? 0) >= since
    },
    ...(signal === undefined ? {} : { signal }),
  })
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
