import type { Milliseconds, UnixSeconds } from '../records/brands'
import { pauseReasonOf } from './classifyRunError'
import { findLiveRun, type LiveRun } from './findLiveRun'
import type { RunSession } from './runSession'
import type { PauseReason } from './runState'
import { withSignals } from './withSignals'
import { obeyUser, pauseRun, tellPause, tellProgress } from './runStep'

/** The user has not chosen yet whether to wait for the other one. */
export const isUnansweredOther = (reason: PauseReason): boolean =>
  reason.kind === 'otherComputer' && reason.isAwaited !== true

/** Milliseconds between two looks whether the other run still writes. */
const lookEvery = 15_000

/**
 * Holds a run that has met another computer's: until the user goes on all the same or, once he chose to wait, until that one has written
 * nothing for a minute.
 * @throws RunStopped, RunFailed, CrmError that no waiting can mend
 */
export const pauseForOther = async (run: RunSession, lastWriteAt: UnixSeconds): Promise<void> => {
  const answer = await pauseRun(run, { kind: 'otherComputer', lastWriteAt })
  if (answer === 'wait') await waitForOther(run, lastWriteAt)
  else run.isOtherComputerAccepted = true
}

const waitForOther = async (run: RunSession, firstSeen: UnixSeconds): Promise<void> => {
  let lastWriteAt = firstSeen
  let newestStamp = firstSeen
  let answered = answerOf(run)
  for (;;) {
    tellPause(run, { kind: 'otherComputer', lastWriteAt, isAwaited: true })
    const seen = await look(run, answered)
    if (seen === 'asked') {
      // The pause that told of the failure was answered: the wait goes on.
      answered = answerOf(run)
      continue
    }
    if (seen !== 'answered') {
      newestStamp = Math.max(newestStamp, seen.newestStamp) as UnixSeconds
      if (seen.lastWriteAt === null) {
        // What that run has stamped is known; another one, or more of the same, is told anew.
        run.watchSince = Math.max(run.watchSince, newestStamp) as UnixSeconds
        break
      }
      lastWriteAt = seen.lastWriteAt
      await untilNextLook(run, answered)
    }
    await obeyUser(run)
    if (answered.aborted) {
      run.isOtherComputerAccepted = true
      break
    }
  }
  tellProgress(run)
}

/** Aborted by the user's next answer. */
const answerOf = (run: RunSession): AbortSignal => {
  const answered = new AbortController()
  void run.control.untilResumed().then(() => answered.abort())
  return answered.signal
}

/** `answered`: the user does not wait for what the CRM says; `asked`: a failure that passes was told as a pause of its own, and answered. */
const look = async (run: RunSession, answered: AbortSignal): Promise<LiveRun | 'answered' | 'asked'> => {
  try {
    return await withSignals([run.control.signal(), answered], (signal) => findLiveRun(run, signal))
  } catch (error) {
    await obeyUser(run)
    if (answered.aborted) return 'answered'
    const reason = pauseReasonOf(error)
    if (reason === null) throw error
    await pauseRun(run, reason)
    return 'asked'
  }
}

/** Until it is time, or the user has answered. */
const untilNextLook = ({ deps: { clock } }: RunSession, answered: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const goOn = (): void => {
      cancel()
      answered.removeEventListener('abort', goOn)
      resolve()
    }
    const cancel = clock.wake((clock.now() + lookEvery) as Milliseconds, goOn)
    if (answered.aborted) goOn()
    answered.addEventListener('abort', goOn)
  })
