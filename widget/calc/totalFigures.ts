import type { SourceColumns } from '../records/columns'
import { createTotals, type Totals } from './createTotals'
import type { Rules } from './rules'

/** The figures of every card at once; see `createTotals` for the same in slices. */
export const totalFigures = (source: SourceColumns, rules: Rules): Totals => {
  const totals = createTotals(source, rules)
  totals.advance(Infinity)
  return totals.finish()
}
