import type { MinorUnits } from '../records/brands'
import type { FigureColumns } from '../records/columns'
import type { Figures } from '../records/figures'

/** The figures of one card by its dense index; a card that the columns do not reach (-1, or met later) has nothing counted. */
export const figuresOf = (columns: FigureColumns, index: number): Figures => {
  const average = columns.averageCheck[index] ?? Number.NaN
  return {
    boughtCount: columns.boughtCount[index] ?? 0,
    boughtSum: (columns.boughtSum[index] ?? 0) as MinorUnits,
    averageCheck: Number.isNaN(average) ? null : (average as MinorUnits),
    inWorkCount: columns.inWorkCount[index] ?? 0,
    inWorkSum: (columns.inWorkSum[index] ?? 0) as MinorUnits,
    refusedCount: columns.refusedCount[index] ?? 0,
    refusedSum: (columns.refusedSum[index] ?? 0) as MinorUnits,
  }
}
