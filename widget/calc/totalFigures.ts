import type { SourceColumns } from '../records/columns'
import { runAtOnce } from '../records/runAtOnce'
import type { Rules } from './rules'
import { totalInSteps, type Totals } from './totalInSteps'

/** The figures of every card at once; see `totalInSteps`. */
export const totalFigures = (source: SourceColumns, rules: Rules): Totals =>
  runAtOnce(totalInSteps(source, rules, Infinity))
