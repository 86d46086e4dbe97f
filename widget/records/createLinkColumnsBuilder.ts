import type { LinkColumns } from './columns'
import { growColumn } from './growColumn'
import { joinColumns } from './joinColumns'
import { blockRows } from './recordBlocks'
import type { Steps } from './steps'

export interface LinkColumnsBuilder {
  /** Gives a row its targets (dense indexes), in place of those that it had. */
  set(row: number, targets: ArrayLike<number>): void
  /** Gives the rows from `from` on the targets that `slice` gave. */
  load(from: number, links: LinkColumns): void
  /** A copy of rows `from` … `to - 1`. */
  slice(from: number, to: number): LinkColumns
  /** The links of rows 0 … count - 1, packed; later `set` calls do not touch them. A step copies the links of one block. */
  copy(count: number): Steps<LinkColumns>
}

/** The links of the rows of one block. Targets of a row stand together; those that were replaced by more leave a gap. */
interface Chunk {
  starts: Uint32Array
  lengths: Uint32Array
  targets: Uint32Array
  used: number
}

type Piece = readonly [from: number, to: number]

const firstRows = 64

/**
 * An empty builder of `LinkColumns` (it grows by itself, block by block); rows may come in any order and again, rows that never come have
 * no targets.
 */
export const createLinkColumnsBuilder = (): LinkColumnsBuilder => {
  const chunks: Chunk[] = []

  const chunkOf = (row: number): Chunk => {
    const number = Math.floor(row / blockRows)
    while (chunks.length <= number) chunks.push(createChunk())
    return chunks[number]!
  }

  /** Targets `first` … `end - 1` of `given` become those of the row. */
  const put = (row: number, given: ArrayLike<number>, first: number, end: number): void => {
    const chunk = chunkOf(row)
    const at = row % blockRows
    if (at >= chunk.lengths.length) {
      chunk.starts = growColumn(chunk.starts, at + 1, 0, blockRows)
      chunk.lengths = growColumn(chunk.lengths, at + 1, 0, blockRows)
    }
    const length = end - first
    if (length > chunk.lengths[at]!) {
      chunk.targets = growColumn(chunk.targets, chunk.used + length)
      chunk.starts[at] = chunk.used
      chunk.used += length
    }
    chunk.lengths[at] = length
    const start = chunk.starts[at]!
    for (let position = 0; position < length; position += 1)
      chunk.targets[start + position] = given[first + position]!
  }

  /** Copies the targets of rows `from` … `to - 1` of one block; `offsets` gets where each row ends, after what stands at `at`. */
  const copyPiece = ([from, to]: Piece, offsets: Uint32Array, at: number): Uint32Array => {
    const { starts, lengths, targets: given } = chunks[Math.floor(from / blockRows)] ?? noLinks
    const first = from % blockRows
    const before = offsets[at]!
    for (let row = 0; row < to - from; row += 1)
      offsets[at + row + 1] = offsets[at + row]! + (first + row < lengths.length ? lengths[first + row]! : 0)
    const targets = new Uint32Array(offsets[at + to - from]! - before)
    for (let row = 0; row < to - from; row += 1) {
      const end = offsets[at + row + 1]! - before
      let target = offsets[at + row]! - before
      for (let place = starts[first + row]!; target < end; place += 1) targets[target++] = given[place]!
    }
    return targets
  }

  return {
    set(row, targets) {
      put(row, targets, 0, targets.length)
    },
    load(from, { offsets, targets }) {
      for (let row = 0; row < offsets.length - 1; row += 1)
        put(from + row, targets, offsets[row]!, offsets[row + 1]!)
    },
    slice(from, to) {
      const offsets = new Uint32Array(to - from + 1)
      return {
        offsets,
        targets: joinColumns(piecesOf(from, to).map((piece) => copyPiece(piece, offsets, piece[0] - from))),
      }
    },
    *copy(count) {
      const offsets = new Uint32Array(count + 1)
      const pieces: Uint32Array[] = []
      for (const piece of piecesOf(0, count)) {
        pieces.push(copyPiece(piece, offsets, piece[0]))
        yield
      }
      return { offsets, targets: joinColumns(pieces) }
    },
  }
}

const createChunk = (): Chunk => ({
  starts: new Uint32Array(firstRows),
  lengths: new Uint32Array(firstRows),
  targets: new Uint32Array(firstRows),
  used: 0,
})

const noLinks: Chunk = {
  starts: new Uint32Array(0),
  lengths: new Uint32Array(0),
  targets: new Uint32Array(0),
  used: 0,
}

/** Rows `from` … `to - 1` as pieces that lie in one block each; one empty piece for no rows. */
const piecesOf = (from: number, to: number): readonly Piece[] => {
  const pieces: Piece[] = []
  for (let first = from; first < to || pieces.length === 0; ) {
    const end = Math.min(to, first - (first % blockRows) + blockRows)
    pieces.push([first, end])
    first = end
  }
  return pieces
}
