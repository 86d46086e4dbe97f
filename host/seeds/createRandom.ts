/** Repeatable chance: the same keys give the same sequence on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  fraction(): number
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number
  /** True with this probability (0 … 1). */
  isHit(probability: number): boolean
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T
}

/** Mulberry32, keyed by any number of integers (a seed, a day, an index). */
export function createRandom(...keys: readonly number[]): Random {
  let state = hashIntegers(...keys)
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    fraction,
    integer: (least, most) => least + Math.floor(fraction() * (most - least + 1)),
    isHit: (probability) => fraction() < probability,
    pick(list) {
      const index = Math.floor(fraction() * list.length)
      if (index >= list.length) throw new RangeError('nothing to pick from')
      return list[index] as (typeof list)[number]
    },
  }
}

/** A 32-bit unsigned hash of integers; neighbouring keys give unrelated values. */
export function hashIntegers(...keys: readonly number[]): number {
  let hash = 0x9e3779b9
  for (const key of keys) {
    hash = Math.imul(hash ^ (key | 0), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}
