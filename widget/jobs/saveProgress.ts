import { captureRun } from './captureRun'
import type { RunSession } from './runSession'

/** Asks for the run to be stored before long, as it will be then. */
export const saveProgressSoon = (run: RunSession): void => {
  if (!run.isResumable) return
  run.deps.checkpoints.saveSoon(() => captureRun(run, run.writing === null || run.storedDataTime === null))
}

/** Stores the run with its records now. Never rejects: a run that cannot be stored goes on without. */
export const saveProgress = async (run: RunSession): Promise<void> => {
  if (!run.isResumable) return
  const captured = captureRun(run, true)
  const { phase, dataTime } = captured.checkpoint
  const outcome = await run.deps.checkpoints.save(captured)
  // Half-read records under a run that writes would be taken for the whole account.
  if (outcome.kind === 'stored' && phase !== 'reading') run.storedDataTime = dataTime
}

/** Stores a run that ends before its time, if there is anything to go on from. Never rejects. */
export const keepUnfinished = async (run: RunSession): Promise<void> => {
  if (run.isRead || run.sourceReadings.size > 0) await saveProgress(run)
}
