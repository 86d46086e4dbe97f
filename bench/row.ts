/** One line of the table: what was measured, the specification's limit, and whether it holds (null: there is nothing to hold). */
export interface BenchRow {
  readonly what: string
  readonly limit: string
  readonly measured: string
  readonly met: boolean | null
  readonly note: string
}

/** A row; notes are empty unless given. */
export const rowOf = (
  what: string,
  limit: string,
  measured: string,
  met: boolean | null,
  note = '',
): BenchRow => ({
  what,
  limit,
  measured,
  met,
  note,
})
