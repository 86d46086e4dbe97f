import { isCrmError } from '../records/crmError'
import { pauseReasonOf } from './classifyRunError'
import { checkUser } from './checkUser'
import { RunStopped } from './runControl'
import type { RunSession } from './runSession'
import type { PauseReason } from './runState'

/**
 * Runs a step that may be cancelled and repeated: a pause that the user asks for cancels it, a failure that passes waits for the user,
 * and in both cases it begins again at `resume`.
 * @throws RunStopped after `stop`; whatever cannot be repeated
 */
export const runStep = async <T>(run: RunSession, step: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  for (;;) {
    await obeyUser(run)
    try {
      return await step(run.control.signal())
    } catch (error) {
      const isCancelled = isCrmError(error) && error.kind === 'cancelled'
      const reason = pauseReasonOf(error)
      if (reason === null && !isCancelled) throw error
      if (run.control.isPauseAsked() || run.control.isStopAsked()) continue
      if (reason === null) throw error
      await pauseRun(run, reason)
    }
  }
}

/** Waits while a pause is asked. @throws RunStopped */
export const obeyUser = async (run: RunSession): Promise<void> => {
  if (run.control.isStopAsked()) throw new RunStopped()
  if (run.control.isPauseAsked()) await pauseRun(run, { kind: 'user' })
}

/** Tells the pause and waits for `resume`; whoever signs in after a lost session must be the same user. @throws RunStopped, RunFailed */
export const pauseRun = async (run: RunSession, reason: PauseReason): Promise<void> => {
  run.tell({
    phase: 'paused',
    during: run.writing === null ? 'reading' : 'writing',
    reason,
    reading: run.reading,
    writing: run.writing,
  })
  await run.control.untilResumed()
  if (run.control.isStopAsked()) throw new RunStopped()
  tellProgress(run)
  if (reason.kind === 'crm' && reason.error === 'session')
    await runStep(run, (signal) => checkUser(run, signal))
}

/** Tells what the run is doing now. */
export const tellProgress = (run: RunSession): void => {
  if (run.writing !== null)
    run.tell({ phase: 'writing', progress: run.writing, isStopping: run.control.isStopAsked() })
  else if (run.reading !== null) run.tell({ phase: 'reading', progress: run.reading })
  else run.tell({ phase: 'checking' })
}
