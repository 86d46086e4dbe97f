import { latestStamp } from '../calc/latestStamp'
import type { PlanColumns } from '../calc/plan'
import { planInSteps } from '../calc/planInSteps'
import { totalInSteps } from '../calc/totalInSteps'
import type { FigureColumns, ParentColumns } from '../records/columns'
import type { ParentType } from '../records/parents'
import { isStampWrong } from '../records/stampFault'
import type { Steps } from '../records/steps'
import { createRest } from './createRest'
import { runInParts } from './runInParts'
import type { FinishedRecords } from './runRecords'
import type { RunSession } from './runSession'

/** What a run would do to the cards of one entity, with all that the plan's indexes point into. */
export interface EntityPlan {
  readonly type: ParentType
  readonly parents: ParentColumns
  readonly figures: FigureColumns
  readonly plan: PlanColumns
  /** Cards whose figures are equal and whose stamp is in the future or cannot be read. */
  readonly wrongStamps: number
}

/** Computes the figures of all cards from the run's records and compares them with what the fields hold; lets the page draw and answer. */
export const planRun = (run: RunSession): Promise<FinishedRecords> =>
  runInParts(planInParts(run), createRest(run.deps.clock))

function* planInParts(run: RunSession): Steps<FinishedRecords> {
  const { rules, settings, entities } = run
  if (rules === null) throw new Error('a run was planned before its rules were read')
  const finished = yield* run.records.finishInSteps()
  const figures = yield* totalInSteps(finished.sources, rules)
  run.latestStamp = latestStamp(run.deps.clock.time())
  const plans: EntityPlan[] = []
  for (const type of entities) {
    const parents = finished.parents[type]
    const plan = yield* planInSteps(type, parents, figures[type], settings)
    const wrongStamps = yield* countWrongStamps(parents, plan, run.latestStamp)
    plans.push({ type, parents, figures: figures[type], plan, wrongStamps })
  }
  run.plans = plans
  return finished
}

/** Cards of one step: to look at a stamp takes next to nothing. */
const stampsAtOnce = 32_768

function* countWrongStamps(
  { stored }: ParentColumns,
  { unchanged }: PlanColumns,
  latest: number,
): Steps<number> {
  let count = 0
  for (let position = 0; position < unchanged.length; ) {
    for (const end = Math.min(unchanged.length, position + stampsAtOnce); position < end; position += 1)
      if (isStampWrong(stored.actualAt[unchanged[position]!]!, latest)) count += 1
    yield
  }
  return count
}
