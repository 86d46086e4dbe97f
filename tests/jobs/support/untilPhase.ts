import type { BulkRun } from '../../../widget/jobs/bulkRun'
import type { RunState } from '../../../widget/jobs/runState'

type Phase = RunState['phase']

/** Waits for one of the phases; throws what the run says instead when it ends in another way. */
export const untilPhase = <P extends Phase>(
  run: BulkRun,
  ...phases: readonly P[]
): Promise<Extract<RunState, { phase: P }>> =>
  new Promise((resolve, reject) => {
    const check = (state: RunState): boolean => {
      if ((phases as readonly Phase[]).includes(state.phase)) {
        resolve(state as Extract<RunState, { phase: P }>)
        return true
      }
      if (state.phase === 'failed' || state.phase === 'report' || state.phase === 'cancelled') {
        reject(new Error(`the run ended with ${JSON.stringify(state)}`))
        return true
      }
      return false
    }
    const isMoving = !['idle', 'failed', 'report', 'cancelled'].includes(run.state().phase)
    if (isMoving && check(run.state())) return
    const undo = run.subscribe((state) => {
      if (check(state)) undo()
    })
  })
