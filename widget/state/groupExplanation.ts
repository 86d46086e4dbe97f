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

export interface ExplanationGroups {
  readonly groups: readonly ExplanationGroup[]
  readonly rejections: readonly Rejection[]
}

/** As the panel shows them. */
const sectionsAsShown: readonly StageClass[] = ['bought', 'inWork', 'refused']

/** The explanation by section, the greatest amounts first. */
export const groupExplanation = ({ contributions, rejections }: Explanation): ExplanationGroups => ({
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
