/** A page of a list by the rows that it holds; rows count from 0. */
export interface RowsPage {
  /** From 1, in pages of `limit` rows. */
  readonly page: number
  readonly limit: number
  readonly start: number
  /** The row after its last one. */
  readonly end: number
}

/** Of all pages of at most `most` rows that hold a row, the one that reaches farthest beyond it: by about nine tenths of 250, and in the shortest pages, of 25, by 6 rows at worst. */
export function pageFrom(row: number, most: number): RowsPage {
  let best = pageOf(row, most)
  for (let limit = most - 1; limit > most / 2; limit -= 1) {
    const other = pageOf(row, limit)
    if (other.end > best.end) {
      best = other
    }
  }
  return best
}

function pageOf(row: number, limit: number): RowsPage {
  const page = Math.floor(row / limit) + 1
  return { page, limit, start: (page - 1) * limit, end: page * limit }
}
