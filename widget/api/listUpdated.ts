import { createIdSet } from '../records/createIdSet'
import type { OnRecords, UpdatedOptions, UpdatedReading } from './listCalls'
import { completeSince } from './completeSince'
import { recordSizes } from './createSourceReader'
import { listAll, type Wire } from './listAll'
import { listById } from './listById'
import { type KnownOrders, listNewest } from './listNewest'
import type { ListSource } from './listSource'
import { notWhole } from './notWhole'
import { onlyCall } from './onlyCall'
import type { Stamped } from './orders'
import { readTied } from './readTied'
import { wasShifted } from './wasShifted'

/** Readings after which another way is taken, where records go or come between the pages each time. */
const mostRounds = 5

/**
 * Records changed at or after `since`, page by page: the list ordered by modification, down to `since`. Where records went between two
 * pages it is read again; a second whose records came in another order on the next page is read by an order that is unique (`readTied`).
 *
 *     newest first ──read──► whole seconds ──► done
 *       │      │ └─shifted, torn: again─┘  │ a second that cannot be read apart
 *       │      └── each time ──────────────┴──► by id ──► done
 *       └── the CRM ignores the order ──► without order ── never quiet ──► by id, else `notWhole`
 *
 * What an earlier round gave may come again. Buyers: API 5.2 documents no order.
 * @throws CrmError; `notWhole` where the list never stood still and has no order, or ends before its last record
 */
export async function listUpdated<T extends Stamped>(
  wire: Wire,
  listed: ListSource<T>,
  updated: UpdatedOptions,
  knownOrders: KnownOrders,
  onRecords: OnRecords<T>,
  onOlder: OnRecords<T> = () => undefined,
): Promise<UpdatedReading> {
  const { since, isMissed } = updated
  const source = completeSince(listed, since, isMissed)
  const options = onlyCall(updated)
  const give: OnRecords<T> = (records) => {
    const changed = records.filter((record) => record.updatedAt >= since)
    if (changed.length > 0) {
      onRecords(changed)
    }
    if (changed.length < records.length) {
      onOlder(records.filter((record) => record.updatedAt < since))
    }
  }
  if (knownOrders.get(source.path) !== false) {
    const reading = await readInOrder(wire, source, updated, knownOrders, give)
    if (reading !== null) {
      return reading
    }
  }
  if (knownOrders.get(source.path) !== false && (await listById(wire, source, options, give))) {
    return { after: null }
  }
  const isQuiet = await readWithoutOrder(wire, source, updated, give)
  if (!isQuiet && !(await listById(wire, source, options, give))) {
    throw notWhole(source.path, 'nothingNew')
  }
  return { after: null }
}

/** Null = the list is not in the asked order (and known for that), or it has to be read as a whole. */
async function readInOrder<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  updated: UpdatedOptions,
  knownOrders: KnownOrders,
  give: OnRecords<T>,
): Promise<UpdatedReading | null> {
  const options = onlyCall(updated)
  const known = new Set<string>()
  for (let round = 1; round <= mostRounds; round += 1) {
    const reading = await listNewest(wire, source, updated, knownOrders, give)
    if (reading.kind === 'unordered') {
      knownOrders.set(source.path, false)
      return null
    }
    if (reading.kind === 'torn') {
      continue
    }
    const { pages, newest, ids, doubtful, after } = reading
    const shifting = { from: (newest ?? updated.since) - 1, isMet: (id: number) => ids.has(id), known }
    if (pages > 1 && (await wasShifted(wire, source, shifting, options))) {
      continue
    }
    for (const tied of doubtful) {
      if (!(await readTied(wire, source, tied, options, give))) {
        return null
      }
    }
    return { after }
  }
  return null
}

/** False = records came, went or came twice each time, so that nobody can say that all were read. */
async function readWithoutOrder<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  updated: UpdatedOptions,
  give: OnRecords<T>,
): Promise<boolean> {
  const options = onlyCall(updated)
  const known = new Set<string>()
  for (let round = 1; round <= mostRounds; round += 1) {
    const ids = createIdSet()
    let lastId = 0
    let isAscending = true
    const isNew = ({ id }: T): boolean => {
      isAscending &&= id >= lastId
      lastId = id
      return ids.add(id)
    }
    const { pages, repeated } = await listAll(
      wire,
      source,
      { ...options, order: [], sizes: recordSizes, isNew },
      give,
    )
    const shifting = { from: updated.since, isMet: (id: number) => ids.has(id), isAscending, known }
    const isShifted = pages > 1 && (await wasShifted(wire, source, shifting, options))
    if (!isShifted && repeated === 0) {
      return true
    }
  }
  return false
}
