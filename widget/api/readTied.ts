import { mostTries } from './backOff'
import type { CallOptions } from './callOptions'
import type { OnRecords } from './listCalls'
import { createPageReader } from './createPageReader'
import type { Wire } from './listAll'
import { listRows } from './listRows'
import type { ListSource } from './listSource'
import { areAscending, areDescending, newestFirst, type Stamped } from './orders'
import type { QueryPair } from './query'
import type { TiedSecond } from './tiedSeconds'

/** Rows of the longest page. */
const mostRows = 250

/**
 * Reads all records of one second, by one page that shows it to both of its ends, or by a filter of that time in the order of ids. False =
 * neither can be had: without the filter package a second that no page holds can be read with its whole list only.
 */
export async function readTied<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  tied: TiedSecond,
  options: CallOptions,
  give: OnRecords<T>,
): Promise<boolean> {
  return (
    (await readByPage(wire, source, tied, options, give)) || readByFilter(wire, source, tied, options, give)
  )
}

async function readByPage<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  { at, fromRow, toRow }: TiedSecond,
  { priority, signal, needsMain }: CallOptions,
  give: OnRecords<T>,
): Promise<boolean> {
  const around = pageAround(fromRow, toRow)
  if (around === null) {
    return false
  }
  const { page, limit } = around
  const readPage = createPageReader(wire.caller, source, [newestFirst], priority, needsMain)
  const { records, next } = await readPage(page, limit, {
    tries: mostTries,
    stopsAtGatewayTimeout: false,
    ...(signal === undefined ? {} : { signal }),
  })
  const [first] = records
  const last = records.at(-1)
  if (first === undefined || last === undefined || !areDescending(records)) {
    return false
  }
  const isWhole =
    (page === 1 || first.updatedAt > at) && (last.updatedAt < at || (next === null && records.length < limit))
  if (isWhole) {
    give(records)
  }
  return isWhole
}

/** The page that holds these rows and one on either side at least, the farthest from its ends; null = there is none. */
function pageAround(
  fromRow: number,
  toRow: number,
): { readonly page: number; readonly limit: number } | null {
  let best: { readonly page: number; readonly limit: number } | null = null
  let most = 0
  for (let limit = mostRows; limit > toRow - fromRow; limit -= 1) {
    const page = Math.floor(Math.max(0, fromRow - 1) / limit) + 1
    const before = page === 1 ? mostRows : fromRow - (page - 1) * limit
    const room = Math.min(before, page * limit - toRow)
    if (room > most) {
      most = room
      best = { page, limit }
    }
  }
  return best
}

async function readByFilter<T extends Stamped>(
  wire: Wire,
  source: ListSource<T>,
  { at, fromRow, toRow, ids }: TiedSecond,
  options: CallOptions,
  give: OnRecords<T>,
): Promise<boolean> {
  if (wire.filters.areOff) {
    return false
  }
  // Whether the ends of a span belong to it is not documented.
  const span: readonly QueryPair[] = [
    ['filter[updated_at][from]', at - 1],
    ['filter[updated_at][to]', at + 1],
  ]
  const filtered = { ...source, query: [...source.query, ...span] }
  const left = new Set(ids)
  let isGood = true
  await listRows(wire, filtered, { from: 0, to: toRow - fromRow }, options, (records) => {
    if (!records.every(({ updatedAt }) => Math.abs(updatedAt - at) <= 1)) {
      wire.filters.areOff = true
      isGood = false
    }
    isGood &&= areAscending(records)
    if (isGood) {
      give(records)
      for (const { id } of records) {
        left.delete(id)
      }
    }
    return isGood
  })
  // What is known to have changed then has to be there; else it has changed again, or the filter means something else.
  return isGood && left.size === 0
}
