import type { Column } from './growColumn'

/** Columns one after another as one; a single one is given as it is. There has to be one. */
export const joinColumns = <T extends Column>(columns: readonly T[]): T => {
  const [first] = columns
  if (first === undefined) throw new RangeError('There is no column to join')
  if (columns.length === 1) return first
  const Constructor = first.constructor as new (length: number) => T
  const joined = new Constructor(columns.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const column of columns) {
    joined.set(column, at)
    at += column.length
  }
  return joined
}
