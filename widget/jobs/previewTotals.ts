import { type FigureKey, figureKeys } from '../records/fieldKeys'
import type { EntityPlan } from './planEntity'
import type { PreviewTotals } from './runState'

/** Adds up what the fields of an entity's cards hold and what they would hold. */
export const previewTotals = ({ parents, figures, plan }: EntityPlan): PreviewTotals => {
  const add = (columns: Readonly<Record<FigureKey, Float64Array>>, key: FigureKey): number | null => {
    if (key === 'averageCheck') return null
    let sum = 0
    for (const list of [plan.changed, plan.unchanged])
      for (const index of list) {
        const value = columns[key][index] ?? 0
        if (!Number.isNaN(value)) sum += value
      }
    return sum
  }
  const totals = (columns: Readonly<Record<FigureKey, Float64Array>>) =>
    Object.fromEntries(figureKeys.map((key) => [key, add(columns, key)])) as PreviewTotals['old']
  return { old: totals(parents.stored), new: totals(figures) }
}
