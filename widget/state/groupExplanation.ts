import type { Contribution, Explanation, Rejection } from '../calc/explanation'
import type { MinorUnits } from '../records/brands'
import { isInexact, sumMinor, toExact } from '../records/exactMinor'
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
      sum: sumMinor(items.map(({ amount }) => amount)) as MinorUnits,
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
  return { sum: boughtSum, count, average: averageCheck, isExact: isProduct(boughtSum, averageCheck, count) }
}

/** Whether a sum of minor units is so many times an average: beyond the safe integers by whole units, where a product of numbers loses some. */
const isProduct = (sum: number, average: number, count: number): boolean => {
  const product = average * count
  if (!isInexact(product) && !isInexact(sum)) return product === sum
  const [exactSum, exactAverage] = [toExact(sum), toExact(average)]
  return exactSum !== null && exactAverage !== null && exactAverage * BigInt(count) === exactSum
}
