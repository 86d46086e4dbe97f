import type { Contribution, Explanation, Rejection } from '../calc/explanation'
import type { MinorUnits } from '../records/brands'
import type { StageClass } from '../records/figures'

/** What makes the figures of one section; `count` and `sum` are added up from the items. */
export interface ExplanationGroup {
  readonly section: StageClass
  readonly count: number
  readonly sum: MinorUnits
  readonly items: readonly Contribution[]
}

/** How the average check comes about. */
export interface AverageParts {
  readonly sum: MinorUnits
  /** Sales that count in the average. */
  readonly count: number
  readonly average: MinorUnits
  /** True when the division left nothing to round. */
  readonly isExact: boolean
}

export interface ExplanationGroups {
  /** null without a sale that counts in the average. */
  readonly average: AverageParts | null
  readonly groups: readonly ExplanationGroup[]
  readonly rejections: readonly Rejection[]
}

/** As the panel shows them. */
const sectionsAsShown: readonly StageClass[] = ['bought', 'inWork', 'refused']

/** The explanation by section, the greatest amounts first. */
export const groupExplanation = ({ contributions, rejections, figures }: Explanation): ExplanationGroups => ({
  average: averageParts(figures, rejections),
  groups: sectionsAsShown.map((section) => {
    const items = contributions
      .filter(({ stageClass }) => stageClass === section)
      .sort((left, right) => right.amount - left.amount || left.id - right.id)
    return {
      section,
      count: items.reduce((total, { count }) => total + count, 0),
      sum: items.reduce((total, { amount }) => total + amount, 0) as MinorUnits,
      items,
    }
  }),
  rejections,
})

const averageParts = (
  { boughtSum, boughtCount, averageCheck }: Explanation['figures'],
  rejections: readonly Rejection[],
): AverageParts | null => {
  const free = rejections.filter(({ reason }) => reason === 'zeroBudgetNotInAverage').length
  const count = boughtCount - free
  if (averageCheck === null || count <= 0) return null
  return { sum: boughtSum, count, average: averageCheck, isExact: averageCheck * count === boughtSum }
}
