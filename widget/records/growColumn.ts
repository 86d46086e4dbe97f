/** The kinds of columns that records are kept in. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

/**
 * A column with room for at least `needed` rows: the same one when it fits, else a copy of at least twice its length, at most `most` long
 * where that is enough. New rows hold `fill` (0 unless given).
 */
export const growColumn = <T extends Column>(column: T, needed: number, fill = 0, most = Infinity): T => {
  if (needed <= column.length) return column
  const Constructor = column.constructor as new (length: number) => T
  const grown = new Constructor(Math.max(needed, Math.min(column.length * 2, most)))
  grown.set(column)
  if (fill !== 0) grown.fill(fill, column.length)
  return grown
}
