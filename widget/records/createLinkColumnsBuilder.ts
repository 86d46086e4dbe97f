import type { LinkColumns } from './columns'
import { growColumn } from './growColumn'

export interface LinkColumnsBuilder {
  /** Gives a row its targets (dense indexes), in place of those that it had. */
  set(row: number, targets: ArrayLike<number>): void
  /** Gives the rows from `from` on the targets that `slice` gave. */
  load(from: number, links: LinkColumns): void
  /** A copy of rows `from` … `to - 1`. */
  slice(from: number, to: number): LinkColumns
  /** The links of rows 0 … count - 1, packed; later `set` calls do not touch them. */
  finish(count: number): LinkColumns
}

/** An empty builder of `LinkColumns` with room for `expected` rows (it grows by itself); rows may come in any order and again, rows that never come have no targets. */
export const createLinkColumnsBuilder = (expected = 256): LinkColumnsBuilder => {
  let starts: Uint32Array = new Uint32Array(expected)
  let lengths: Uint32Array = new Uint32Array(expected)
  let targets: Uint32Array = new Uint32Array(expected * 2)
  let used = 0
  /** Rows came one after another and none came again, so that the targets are packed as they are. */
  let isPacked = true
  let nextRow = 0

  const set = (row: number, given: ArrayLike<number>): void => {
    isPacked &&= row === nextRow
    nextRow += 1
    starts = growColumn(starts, row + 1)
    lengths = growColumn(lengths, row + 1)
    if (isPacked || given.length > lengths[row]!) {
      targets = growColumn(targets, used + given.length)
      starts[row] = used
      used += given.length
    }
    lengths[row] = given.length
    const start = starts[row]!
    for (let position = 0; position < given.length; position += 1)
      targets[start + position] = given[position]!
  }

  return {
    set,
    load(from, links) {
      for (let row = 0; row < links.offsets.length - 1; row += 1)
        set(from + row, links.targets.subarray(links.offsets[row], links.offsets[row + 1]))
    },
    slice(from, to) {
      const offsets = new Uint32Array(to - from + 1)
      for (let row = from; row < to; row += 1)
        offsets[row - from + 1] = offsets[row - from]! + (row < lengths.length ? lengths[row]! : 0)
      const sliced = new Uint32Array(offsets[to - from]!)
      for (let row = from; row < to; row += 1) {
        const start = row < starts.length ? starts[row]! : 0
        const first = offsets[row - from]!
        for (let to = first; to < offsets[row - from + 1]!; to += 1) sliced[to] = targets[start + to - first]!
      }
      return { offsets, targets: sliced }
    },
    finish(count) {
      if (isPacked && count === nextRow) {
        const offsets = new Uint32Array(count + 1)
        offsets.set(starts.subarray(0, count))
        offsets[count] = used
        return { offsets, targets: targets.slice(0, used) }
      }
      const offsets = new Uint32Array(count + 1)
      const known = Math.min(count, lengths.length)
      let total = 0
      for (let row = 0; row < count; row += 1) {
        offsets[row] = total
        if (row < known) total += lengths[row]!
      }
      offsets[count] = total
      const packed = new Uint32Array(total)
      for (let row = 0; row < known; row += 1) {
        let from = starts[row]!
        for (let to = offsets[row]!; to < offsets[row + 1]!; to += 1) packed[to] = targets[from++]!
      }
      return { offsets, targets: packed }
    },
  }
}
