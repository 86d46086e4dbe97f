import type { FigureColumns, ParentColumns } from '../records/columns'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
import { createPlan } from './createPlan'
import type { PlanColumns } from './plan'

/** Which of an entity's listed cards differ from their figures, at once; see `createPlan` for the same in slices. */
export const planWrites = (
  type: ParentType,
  parents: ParentColumns,
  figures: FigureColumns,
  settings: Pick<Settings, 'empty'>,
): PlanColumns => {
  const plan = createPlan(type, parents, figures, settings)
  plan.advance(Infinity)
  return plan.finish()
}
