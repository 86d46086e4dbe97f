import { orderIndexes } from '../records/orderIndexes'
import type { Steps } from '../records/steps'
import type { FinishedRecords } from './runRecords'
import type { RunSource } from './runState'

/** Rows of one step. */
const rowsAtOnce = 16_384

/** Ids of the records of a list that are known and not deleted, ascending. */
export function* listedIds(
  { sources, parents }: FinishedRecords,
  source: RunSource,
  rows = rowsAtOnce,
): Steps<Uint32Array> {
  const isCard = source === 'contacts' || source === 'companies'
  const ids = isCard ? parents[source].index.ids : sources[source].ids
  const flags = isCard ? parents[source].isListed : sources[source].isDeleted
  const flag = isCard ? 1 : 0
  const listed = new Uint32Array(flags.length)
  let count = 0
  for (let row = 0; row < flags.length; row += 1) {
    if (row % rows === 0) yield
    if (flags[row] === flag) listed[count++] = row
  }
  const order = yield* orderIndexes(listed.subarray(0, count), [ids], rows)
  const ordered = new Uint32Array(count)
  for (let place = 0; place < count; place += 1) {
    if (place % rows === 0) yield
    ordered[place] = ids[order[place]!]!
  }
  return ordered
}
