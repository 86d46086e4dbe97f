import { orderIndexes } from '../records/orderIndexes'
import type { Steps } from '../records/steps'

/** Rows of one step. */
const rowsAtOnce = 2048
const signBit = 0x8000_0000

/**
 * The indexes in the order of their changes, the greatest first; equal ones stay as they stand. In steps: a sort with a comparison would hold
 * the page for hundreds of thousands.
 */
export function* sortByChange(indexes: Uint32Array, changeOf: (index: number) => number): Steps<Uint32Array> {
  const places = new Uint32Array(indexes.length)
  const low = new Uint32Array(indexes.length)
  const high = new Uint32Array(indexes.length)
  const key = new Float64Array(1)
  const words = new Uint32Array(key.buffer)
  for (const [place, index] of indexes.entries()) {
    if (place % rowsAtOnce === 0) yield
    places[place] = place
    key[0] = 0 - changeOf(index)
    // The bits of a number sort like the number itself once the sign is turned over, and below zero all of them.
    const isBelowZero = words[1]! >= signBit
    low[place] = isBelowZero ? ~words[0]! : words[0]!
    high[place] = isBelowZero ? ~words[1]! : words[1]! ^ signBit
  }
  const order = yield* orderIndexes(places, [low, high])
  const sorted = new Uint32Array(indexes.length)
  for (const [row, place] of order.entries()) {
    if (row % rowsAtOnce === 0) yield
    sorted[row] = indexes[place]!
  }
  return sorted
}
