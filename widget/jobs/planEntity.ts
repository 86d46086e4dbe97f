import { createPlan } from '../calc/createPlan'
import { createTotals } from '../calc/createTotals'
import type { PlanColumns } from '../calc/plan'
import type { FigureColumns, ParentColumns } from '../records/columns'
import type { ParentType } from '../records/parents'
import type { FinishedRecords } from './createRunRecords'
import type { JobClock } from './jobClock'
import type { RunSession } from './runSession'

/** What a run would do to the cards of one entity, with all that the plan's indexes point into. */
export interface EntityPlan {
  readonly type: ParentType
  readonly parents: ParentColumns
  readonly figures: FigureColumns
  readonly plan: PlanColumns
}

/** Rows and cards of one slice: a few milliseconds, so that the page stays responsive. */
const rowsAtOnce = 100_000
const cardsAtOnce = 10_000

/** Computes the figures of all cards from the run's records and compares them with what the fields hold. */
export const planRun = async (run: RunSession): Promise<FinishedRecords> => {
  const { rules } = run
  if (rules === null) throw new Error('a run was planned before its rules were read')
  const { clock } = run.deps
  const finished = await run.records.finishInParts(() => yieldToPage(clock))
  const totals = createTotals(finished.sources, rules)
  while (!totals.advance(rowsAtOnce)) await yieldToPage(clock)
  const figures = totals.finish()
  await yieldToPage(clock)
  const plans: EntityPlan[] = []
  for (const type of run.entities) {
    const parents = finished.parents[type]
    const plan = createPlan(type, parents, figures[type], run.settings)
    do await yieldToPage(clock)
    while (!plan.advance(cardsAtOnce))
    plans.push({ type, parents, figures: figures[type], plan: plan.finish() })
  }
  run.plans = plans
  return finished
}

/** Lets the page draw and answer. */
export const yieldToPage = (clock: JobClock): Promise<void> =>
  new Promise((resolve) => {
    clock.wake(clock.now(), resolve)
  })
