/** Marks a value that was cleared over a source that holds one. */
const CLEARED = Number.POSITIVE_INFINITY

/**
 * Numbers written into custom fields, one typed column for each field: eight values on every card of a big
 * account stay 64 bytes a card. A cell is absent (never written), a number, or cleared.
 */
export class ValueColumns {
  readonly #columns = new Map<number, Float64Array>()

  /** Ids of the fields that have a column, in the order of their first write. */
  get fieldIds(): IterableIterator<number> {
    return this.#columns.keys()
  }

  /** Whether nothing was ever written. */
  get isEmpty(): boolean {
    return this.#columns.size === 0
  }

  /** The written number, null where it was cleared, undefined where nothing was written. */
  get(fieldId: number, index: number): number | null | undefined {
    const value = this.#columns.get(fieldId)?.[index]
    if (value === undefined || Number.isNaN(value)) return undefined
    return value === CLEARED ? null : value
  }

  /** Writes a number or clears (null); `size` is the number of records now. */
  set(fieldId: number, index: number, value: number | null, size: number): void {
    let column = this.#columns.get(fieldId)
    if (!column || column.length <= index) {
      const grown = new Float64Array(Math.max(size, index + 1) + 64).fill(Number.NaN)
      if (column) grown.set(column)
      column = grown
      this.#columns.set(fieldId, column)
    }
    column[index] = value === null ? CLEARED : value
  }

  /** Forgets a written cell, so that another store of the value shows through. */
  unset(fieldId: number, index: number): void {
    const column = this.#columns.get(fieldId)
    if (column && index < column.length) column[index] = Number.NaN
  }

  /** Drops a deleted field's column. */
  drop(fieldId: number): void {
    this.#columns.delete(fieldId)
  }
}
