import { type GrowingColumn } from './createGrowingColumn'
import type { Column } from './growColumn'
import { blockRows } from './recordBlocks'
import type { Steps } from './steps'

/** Columns of the same rows, by name. */
export type ColumnSet = Readonly<Record<string, GrowingColumn<Column>>>

/** An array for each column of a set. */
export type ColumnArrays<Set extends ColumnSet> = {
  readonly [Name in keyof Set]: Set[Name] extends GrowingColumn<infer Kind> ? Kind : never
}

/** Copies of rows `from` … `to - 1` of all columns. */
export const sliceColumns = <Set extends ColumnSet>(
  columns: Set,
  from: number,
  to: number,
): ColumnArrays<Set> => {
  const sliced = makeArrays(columns, to - from)
  for (const [name, column] of Object.entries(columns)) column.copyTo(sliced[name]!, 0, from, to)
  return sliced as ColumnArrays<Set>
}

/** The same for rows 0 … `count - 1`, in steps of a block: all columns of a row are copied in the same step. */
export function* copyColumns<Set extends ColumnSet>(columns: Set, count: number): Steps<ColumnArrays<Set>> {
  const copied = makeArrays(columns, count)
  for (let from = 0; from < count; from += blockRows) {
    const to = Math.min(count, from + blockRows)
    for (const [name, column] of Object.entries(columns)) column.copyTo(copied[name]!, from, from, to)
    yield
  }
  return copied as ColumnArrays<Set>
}

/** Sets the rows from `from` on in all columns; each array has to be of its column's kind. */
export const setColumns = <Set extends ColumnSet>(
  columns: Set,
  from: number,
  rows: { readonly [Name in keyof Set]: Column },
): void => {
  for (const [name, column] of Object.entries(columns)) column.setAll(from, rows[name]!)
}

/** One buffer for all: to make it takes longer than to fill it, and small slices are many. Wide rows come first, so that none lies askew. */
const makeArrays = (columns: ColumnSet, count: number): Record<string, Column> => {
  const entries = Object.entries(columns).sort(([, one], [, other]) => other.bytes - one.bytes)
  const buffer = new ArrayBuffer(entries.reduce((sum, [, { bytes }]) => sum + bytes * count, 0))
  const arrays: Record<string, Column> = {}
  let offset = 0
  for (const [name, column] of entries) {
    arrays[name] = column.make(buffer, offset, count)
    offset += column.bytes * count
  }
  return arrays
}
