import { proveLists } from './proveLists'
import { readSource } from './readSource'
import type { RunSession } from './runSession'
import { runStep } from './runStep'
import { readAgain, settleLists } from './settleLists'

/**
 * Reads every list of a run to its end and proves that it is whole, or goes on where an interrupted reading stood; `run.dataTime` is when the reading began.
 * @throws RunStopped, CrmError
 */
export const readLists = async (run: RunSession): Promise<void> => {
  for (const source of run.sources) await runStep(run, (signal) => readSource(run, source, signal))
  await proveLists(run, (source) => readAgain(run, source, run.dataTime))
  await settleLists(run, run.dataTime)
}
