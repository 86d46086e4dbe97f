import { type BuyersRefusal, buyersRefusalOf } from '../records/buyersRefusal'
import { isCrmError } from '../records/crmError'
import { pauseReasonOf } from './classifyRunError'
import { checkUser } from './checkUser'
import { leaveBuyersOut } from './leaveBuyersOut'
import { type PauseAnswer, RunStopped } from './runControl'
import { requireLock } from './requireLock'
import type { RunSession } from './runSession'
import type { KeptWork, PauseReason } from './runState'
import { withSignals } from './withSignals'

/**
 * Runs a step that may be cancelled and repeated: a pause that the user asks for cancels it, a failure that passes waits for the user,
 * and in both cases it begins again at `resume`. Where the CRM refuses buyers it also begins again once the user has left them out.
 * Of a step that has failed in one of its parts nothing is asked any more.
 * @throws RunStopped after `stop`; whatever cannot be repeated
 */
export const runStep = async <T>(run: RunSession, step: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  for (;;) {
    await obeyUser(run)
    await requireLock(run)
    const signal = run.control.signal()
    try {
      return await withSignals([signal], step)
    } catch (error) {
      const isCancelled = isCrmError(error) && error.kind === 'cancelled'
      const reason = pauseReasonOf(error)
      const refusal = buyersRefusalOf(error)
      if (reason === null && refusal === null && !isCancelled) throw error
      // The pause may be over again by now.
      if (signal.aborted) continue
      if (refusal !== null) await askAboutBuyers(run, refusal)
      else if (reason === null) throw error
      else await pauseRun(run, reason)
    }
  }
}

/**
 * Asks whether to count without buyers, once it is certain that the refusal is about them: an account that is not paid, or whose address
 * is shut out, refuses this call too.
 * @throws RunStopped, RunFailed, CrmError
 */
const askAboutBuyers = async (run: RunSession, refusal: BuyersRefusal): Promise<void> => {
  await runStep(run, (signal) => checkUser(run, signal))
  const answer = await pauseRun(run, { kind: 'buyersRefused', refusal })
  if (answer === 'withoutBuyers') leaveBuyersOut(run, refusal)
}

/** Waits while a pause is asked. @throws RunStopped */
export const obeyUser = async (run: RunSession): Promise<void> => {
  if (run.control.isStopAsked()) throw new RunStopped()
  if (run.control.isPauseAsked()) await pauseRun(run, { kind: 'user' })
}

/**
 * Tells the pause and waits for its answer; whoever signs in after a lost session must be the same user.
 * @throws RunStopped, RunFailed
 */
export const pauseRun = async (run: RunSession, reason: PauseReason): Promise<PauseAnswer> => {
  tellPause(run, reason)
  const isSession = reason.kind === 'crm' && reason.error === 'session'
  const answer = await (isSession ? untilSessionOrResumed(run) : run.control.untilResumed())
  if (run.control.isStopAsked()) throw new RunStopped()
  if (answer === 'wait') return answer
  tellProgress(run)
  if (isSession) await runStep(run, (signal) => checkUser(run, signal))
  return answer
}

/** The run goes on as soon as the session is back, whoever signs in and wherever, or when the user says so. */
const untilSessionOrResumed = async (run: RunSession): Promise<PauseAnswer> => {
  const answered = new AbortController()
  run.deps.client.untilSession(answered.signal).then(
    () => run.control.resume(),
    () => undefined,
  )
  try {
    return await run.control.untilResumed()
  } finally {
    answered.abort()
  }
}

/** Tells that the run waits, and for what. */
export const tellPause = (run: RunSession, reason: PauseReason): void => {
  run.tell({
    phase: 'paused',
    during: run.writing === null ? 'reading' : 'writing',
    reason,
    kept: keptOf(run),
    reading: run.reading,
    writing: run.writing,
  })
}

const keptOf = (run: RunSession): KeptWork => {
  if (run.reading === null && run.writing === null) return run.writtenBefore === null ? 'nothing' : 'stored'
  return run.isResumable && run.deps.checkpoints.lastOutcome()?.kind === 'stored' ? 'stored' : 'inTab'
}

/** Tells what the run is doing now. */
export const tellProgress = (run: RunSession): void => {
  if (run.writing !== null)
    run.tell({ phase: 'writing', progress: run.writing, isStopping: run.control.isStopAsked() })
  else if (run.control.isStopAsked()) run.tell({ phase: 'checking', isEnding: true })
  else if (run.reading !== null) run.tell({ phase: 'reading', progress: run.reading })
  else run.tell({ phase: 'checking' })
}
