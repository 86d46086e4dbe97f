/** Ids met so far. */
export interface IdSet {
  /** True when the id was not there yet. */
  add(id: number): boolean
  has(id: number): boolean
  /** True when the id was there. */
  delete(id: number): boolean
}

/** Ids of one block share a bit field of 8 KiB, so that a million ids take a few megabytes and none is moved when more come. */
const blockBits = 16

/** A set of unsigned 32-bit integers. */
export function createIdSet(): IdSet {
  const blocks = new Map<number, Uint32Array>()
  return {
    add(id) {
      const high = id >>> blockBits
      let block = blocks.get(high)
      if (block === undefined) {
        block = new Uint32Array(2 ** (blockBits - 5))
        blocks.set(high, block)
      }
      const low = id & (2 ** blockBits - 1)
      const word = block[low >>> 5] ?? 0
      const bit = 1 << (low & 31)
      block[low >>> 5] = word | bit
      return (word & bit) === 0
    },
    has(id) {
      const low = id & (2 ** blockBits - 1)
      const word = blocks.get(id >>> blockBits)?.[low >>> 5] ?? 0
      return (word & (1 << (low & 31))) !== 0
    },
    delete(id) {
      const block = blocks.get(id >>> blockBits)
      const low = id & (2 ** blockBits - 1)
      const word = block?.[low >>> 5] ?? 0
      const bit = 1 << (low & 31)
      if (block === undefined || (word & bit) === 0) return false
      block[low >>> 5] = word & ~bit
      return true
    },
  }
}
