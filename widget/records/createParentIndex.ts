import type { ParentIndex } from './columns'
import { growColumn } from './growColumn'

/** A `ParentIndex` that numbers ids as they come. */
export interface GrowingParentIndex extends ParentIndex {
  /** Dense index of the id, a new one when the id is met for the first time. Throws `RangeError` unless 0 ≤ id < 2^32. */
  readonly add: (id: number) => number
}

/** Multiplier of Fibonacci hashing: spreads ids that differ in their low bits only. */
const spread = 0x9e3779b1
/** Ids that move into wider slots with each new one: all have moved long before the slots are full again. */
const movedAtOnce = 4

/**
 * An empty index with room for `expected` ids (it grows by itself). Open addressing over typed arrays, since a `Map` of
 * 300,000 ids costs five times the memory. When it grows, ids move a few at a time, so that no single `add` stops the page.
 * The `ids` of the answer are a view: take it again after an `add`.
 */
export const createParentIndex = (expected = 512): GrowingParentIndex => {
  let bits = Math.max(4, Math.ceil(Math.log2(expected * 2)))
  let slots = new Uint32Array(2 ** bits)
  /** Slots of the ids that have not moved yet, half as many; null when all have. */
  let formerSlots: Uint32Array | null = null
  let moved = 0
  let ids: Uint32Array = new Uint32Array(2 ** (bits - 1))
  let count = 0

  /** The slot that holds the id, or the empty slot where it belongs. A slot holds dense index + 1. */
  const slotOf = (id: number, within: Uint32Array, width: number): number => {
    const mask = within.length - 1
    let slot = Math.imul(id, spread) >>> (32 - width)
    for (;;) {
      const held = within[slot]!
      if (held === 0 || ids[held - 1] === id) return slot
      slot = (slot + 1) & mask
    }
  }

  /** Dense index + 1, 0 = never met. */
  const heldOf = (id: number): number => {
    const held = slots[slotOf(id, slots, bits)]!
    return held === 0 && formerSlots !== null ? formerSlots[slotOf(id, formerSlots, bits - 1)]! : held
  }

  const widen = (): void => {
    bits += 1
    formerSlots = slots
    moved = 0
    slots = new Uint32Array(2 ** bits)
    ids = growColumn(ids, 2 ** (bits - 1))
  }

  const moveSome = (former: Uint32Array): void => {
    const end = Math.min(moved + movedAtOnce, former.length / 2)
    for (; moved < end; moved += 1) slots[slotOf(ids[moved]!, slots, bits)] = moved + 1
    if (moved === former.length / 2) formerSlots = null
  }

  return {
    get count() {
      return count
    },
    get ids() {
      return ids.subarray(0, count)
    },
    indexOf: (id) => heldOf(id) - 1,
    add(id) {
      if (id >>> 0 !== id) throw new RangeError(`An id has to be an unsigned 32-bit integer, got ${id}`)
      const held = heldOf(id)
      if (held !== 0) return held - 1
      if (count === ids.length) widen()
      slots[slotOf(id, slots, bits)] = count + 1
      ids[count] = id
      count += 1
      if (formerSlots !== null) moveSome(formerSlots)
      return count - 1
    },
  }
}
