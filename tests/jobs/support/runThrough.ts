import type { RunReport, WriteChoice } from '../../../widget/jobs/runState'
import { createBulkRun } from '../../../widget/jobs/createBulkRun'
import type { World } from './createWorld'
import { untilPhase } from './untilPhase'

/** A whole run over contacts and companies with this answer to the preview. */
export const runThrough = async (world: World, choice: WriteChoice = 'changed'): Promise<RunReport> => {
  const run = createBulkRun(world.deps)
  run.start({ entities: ['contacts', 'companies'] })
  const state = await untilPhase(run, 'preview', 'report')
  if (state.phase === 'report') return state.report
  run.choose(choice)
  return (await untilPhase(run, 'report')).report
}
