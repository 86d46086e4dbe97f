import { captureRun } from './captureRun'
import type { RunSession } from './runSession'

/** Asks for the run to be stored before long, as it will be then. */
export const saveProgressSoon = (run: RunSession): void => {
  if (!run.isResumable) return
  run.deps.checkpoints.saveSoon(() => captureRun(run, run.writing === null || run.storedDataTime === null))
}

/** Stores the run with its records now; false where it is not. Never rejects: a run that cannot be stored goes on without. */
export const saveProgress = async (run: RunSession): Promise<boolean> => {
  if (!run.isResumable) return false
  const captured = captureRun(run, true)
  const { phase, dataTime } = captured.checkpoint
  const outcome = await run.deps.checkpoints.save(captured)
  // Half-read records under a run that writes would be taken for the whole account.
  if (outcome.kind === 'stored' && phase !== 'reading') run.storedDataTime = dataTime
  return outcome.kind === 'stored'
}

/** Stores a run that ends before its time, if there is anything to go on from; false where it is not stored. Never rejects. */
export const keepUnfinished = async (run: RunSession): Promise<boolean> =>
  (run.isRead || run.sourceReadings.size > 0) && saveProgress(run)
