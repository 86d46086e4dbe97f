import { readSource } from './readSource'
import type { RunSession } from './runSession'
import { runStep } from './runStep'
import { settleLists } from './settleLists'

/**
 * Reads every list of a run to its end, or goes on where an interrupted reading stood; `run.dataTime` is when the reading began.
 * @throws RunStopped, CrmError
 */
export const readLists = async (run: RunSession): Promise<void> => {
  for (const source of run.sources) await runStep(run, (signal) => readSource(run, source, signal))
  await settleLists(run, run.dataTime)
}
