import type { FigureColumns, ParentColumns } from '../records/columns'
import type { ParentType } from '../records/parents'
import { runAtOnce } from '../records/runAtOnce'
import type { Settings } from '../settings/settings'
import type { PlanColumns } from './plan'
import { planInSteps } from './planInSteps'

/** Which of an entity's listed cards differ from their figures, at once; see `planInSteps`. */
export const planWrites = (
  type: ParentType,
  parents: ParentColumns,
  figures: FigureColumns,
  settings: Pick<Settings, 'empty'>,
): PlanColumns => runAtOnce(planInSteps(type, parents, figures, settings, Infinity))
