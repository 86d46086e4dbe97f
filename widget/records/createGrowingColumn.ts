import { type Column, growColumn } from './growColumn'
import { blockRows } from './recordBlocks'

/** A column that grows chunk by chunk: what is there is never copied as a whole, however many rows there are. */
export interface GrowingColumn<T extends Column> {
  /** `fill` for a row that was never set. */
  get(row: number): number
  /** Makes room where the row is new. */
  set(row: number, value: number): void
  /** Makes room for so many rows, before they are set. */
  reserve(count: number): void
  /** Sets the rows from `from` on. */
  setAll(from: number, values: T): void
  /** Bytes of a row. */
  readonly bytes: number
  /** An array of so many rows over a part of a buffer. */
  make(buffer: ArrayBuffer, offset: number, count: number): T
  /** Copies rows `from` … `to - 1`, which may reach beyond the end, into an array that `make` gave, to `at` and on. */
  copyTo(target: T, at: number, from: number, to: number): void
}

interface ColumnConstructor<T extends Column> {
  readonly BYTES_PER_ELEMENT: number
  new (length: number): T
  new (buffer: ArrayBuffer, offset: number, length: number): T
}

/** Rows of a chunk: those of a stored block, so that a block is one copy. A power of two. */
const chunkRows = blockRows
const chunkBits = Math.log2(chunkRows)
const chunkMask = chunkRows - 1
/** Room in the first chunk at the beginning: a single card has few deals. */
const firstRows = 64

/** An empty column of the given kind of array. Rows that were never set hold `fill` (0 unless given). */
export const createGrowingColumn = <T extends Column>(
  Constructor: ColumnConstructor<T>,
  fill = 0,
): GrowingColumn<T> => {
  const empty = new Constructor(0)
  const chunks: T[] = []

  /** The chunk with room for `needed` rows. */
  const roomIn = (number: number, needed: number): T => {
    while (chunks.length <= number) chunks.push(empty)
    // Only the first chunk begins small.
    const wanted = number === 0 ? Math.max(needed, firstRows) : chunkRows
    const chunk = growColumn(chunks[number]!, wanted, fill, chunkRows)
    chunks[number] = chunk
    return chunk
  }

  return {
    get: (row) => chunks[row >>> chunkBits]?.[row & chunkMask] ?? fill,
    set(row, value) {
      const at = row & chunkMask
      let chunk = chunks[row >>> chunkBits]
      if (chunk === undefined || at >= chunk.length) chunk = roomIn(row >>> chunkBits, at + 1)
      chunk[at] = value
    },
    reserve(count) {
      if (count > 0) roomIn((count - 1) >>> chunkBits, ((count - 1) & chunkMask) + 1)
    },
    setAll(from, values) {
      for (let start = 0; start < values.length; ) {
        const at = (from + start) & chunkMask
        const end = Math.min(values.length, start + chunkRows - at)
        roomIn((from + start) >>> chunkBits, at + end - start).set(values.subarray(start, end), at)
        start = end
      }
    },
    bytes: Constructor.BYTES_PER_ELEMENT,
    make: (buffer, offset, count) => new Constructor(buffer, offset, count),
    copyTo(target, at, from, to) {
      for (let row = from; row < to; ) {
        const first = row & chunkMask
        const end = Math.min(to, row - first + chunkRows)
        const rows = (chunks[row >>> chunkBits] ?? empty).subarray(first, first + end - row)
        target.set(rows, at + row - from)
        if (fill !== 0) target.fill(fill, at + row - from + rows.length, at + end - from)
        row = end
      }
    },
  }
}
