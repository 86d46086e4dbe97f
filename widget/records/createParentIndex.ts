import type { ParentIndex } from './columns'
import { growColumn } from './growColumn'

/** A `ParentIndex` that numbers ids as they come. */
export interface GrowingParentIndex extends ParentIndex {
  /** Dense index of the id, a new one when the id is met for the first time. Throws `RangeError` unless 0 ≤ id < 2^32. */
  readonly add: (id: number) => number
}

/** Multiplier of Fibonacci hashing: spreads ids that differ in their low bits only. */
const spread = 0x9e3779b1

/**
 * An empty index with room for `expected` ids (it grows by itself). Open addressing over typed arrays, since a `Map` of
 * 300,000 ids costs five times the memory. The `ids` of the answer are a view: take it again after an `add`.
 */
export const createParentIndex = (expected = 512): GrowingParentIndex => {
  let bits = Math.max(4, Math.ceil(Math.log2(expected * 2)))
  let slots = new Uint32Array(2 ** bits)
  let ids: Uint32Array = new Uint32Array(2 ** (bits - 1))
  let count = 0

  /** The slot that holds the id, or the empty slot where it belongs. A slot holds dense index + 1. */
  const slotOf = (id: number): number => {
    const mask = slots.length - 1
    let slot = Math.imul(id, spread) >>> (32 - bits)
    for (;;) {
      const held = slots[slot]!
      if (held === 0 || ids[held - 1] === id) return slot
      slot = (slot + 1) & mask
    }
  }

  const widen = (): void => {
    bits += 1
    slots = new Uint32Array(2 ** bits)
    ids = growColumn(ids, 2 ** (bits - 1))
    for (let index = 0; index < count; index += 1) slots[slotOf(ids[index]!)] = index + 1
  }

  return {
    get count() {
      return count
    },
    get ids() {
      return ids.subarray(0, count)
    },
    indexOf: (id) => slots[slotOf(id)]! - 1,
    add(id) {
      if (id >>> 0 !== id) throw new RangeError(`An id has to be an unsigned 32-bit integer, got ${id}`)
      const slot = slotOf(id)
      const held = slots[slot]!
      if (held !== 0) return held - 1
      if (count === ids.length) {
        widen()
        slots[slotOf(id)] = count + 1
      } else slots[slot] = count + 1
      ids[count] = id
      count += 1
      return count - 1
    },
  }
}
