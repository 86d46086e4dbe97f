import type { ListRow } from '../appTypes'

/** How many rows of the current list are ticked. */
export function countChecked(rows: readonly ListRow[] | false): number {
  return (rows || []).filter((row) => row.checked).length
}
