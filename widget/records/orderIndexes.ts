import type { Steps } from './steps'

/** Rows of one step. */
const rowsAtOnce = 16_384
const digitBits = 11
const digits = 2 ** digitBits
const digitShifts = [0, digitBits, 2 * digitBits] as const

/**
 * The indexes in ascending order of their keys, equal ones as they stand. A key is given by 32-bit words, the least significant first,
 * each by index. By digits instead of comparisons: it can be done in steps, and hundreds of thousands take some milliseconds.
 */
export function* orderIndexes(
  indexes: Uint32Array,
  words: readonly Uint32Array[],
  rows = rowsAtOnce,
): Steps<Uint32Array> {
  let from = indexes.slice()
  let to = new Uint32Array(indexes.length)
  for (const word of words) {
    const ends = yield* countDigits(from, word, rows)
    for (const [place, shift] of digitShifts.entries()) {
      const starts = ends.subarray(place * digits, (place + 1) * digits)
      if (starts.includes(from.length)) continue
      toStarts(starts)
      for (let row = 0; row < from.length; ) {
        for (const end = Math.min(from.length, row + rows); row < end; row += 1) {
          const index = from[row]!
          to[starts[(word[index]! >>> shift) & (digits - 1)]!++] = index
        }
        yield
      }
      const sorted = to
      to = from
      from = sorted
    }
  }
  return from
}

/** How often each digit comes: one list after the other, the lowest digits first. */
function* countDigits(indexes: Uint32Array, word: Uint32Array, rows: number): Steps<Uint32Array> {
  const counts = new Uint32Array(digits * digitShifts.length)
  for (let row = 0; row < indexes.length; ) {
    for (const end = Math.min(indexes.length, row + rows); row < end; row += 1) {
      const key = word[indexes[row]!]!
      for (let place = 0; place < digitShifts.length; place += 1)
        counts[place * digits + ((key >>> digitShifts[place]!) & (digits - 1))]! += 1
    }
    yield
  }
  return counts
}

/** Turns counts into the places at which each digit begins. */
const toStarts = (counts: Uint32Array): void => {
  let start = 0
  for (let digit = 0; digit < counts.length; digit += 1) {
    const count = counts[digit]!
    counts[digit] = start
    start += count
  }
}
