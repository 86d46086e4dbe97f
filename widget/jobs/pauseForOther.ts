import type { Milliseconds, UnixSeconds } from '../records/brands'
import { pauseReasonOf } from './classifyRunError'
import { findLiveRun, type LiveRun } from './findLiveRun'
import type { RunSession } from './runSession'
import type { PauseReason } from './runState'
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
  let goOn = run.control.untilResumed()
  for (;;) {
    tellPause(run, { kind: 'otherComputer', lastWriteAt, isAwaited: true })
    const seen = await look(run)
    if (seen === null) {
      // The pause that told of the failure was answered: the wait goes on.
      goOn = run.control.untilResumed()
      continue
    }
    newestStamp = Math.max(newestStamp, seen.newestStamp) as UnixSeconds
    if (seen.lastWriteAt === null) {
      // What that run has stamped is known; another one, or more of the same, is told anew.
      run.watchSince = Math.max(run.watchSince, newestStamp) as UnixSeconds
      break
    }
    lastWriteAt = seen.lastWriteAt
    const isAnswered = await untilNextLook(run, goOn)
    await obeyUser(run)
    if (isAnswered) {
      run.isOtherComputerAccepted = true
      break
    }
  }
  tellProgress(run)
}

/** Null after a failure that passes, which is told as a pause of its own. */
const look = async (run: RunSession): Promise<LiveRun | null> => {
  try {
    return await findLiveRun(run, run.control.signal())
  } catch (error) {
    await obeyUser(run)
    const reason = pauseReasonOf(error)
    if (reason === null) throw error
    await pauseRun(run, reason)
    return null
  }
}

/** True when the user has answered before the time was over. */
const untilNextLook = (run: RunSession, answered: Promise<unknown>): Promise<boolean> =>
  new Promise((resolve) => {
    const { clock } = run.deps
    const cancel = clock.wake((clock.now() + lookEvery) as Milliseconds, () => resolve(false))
    void answered.then(() => {
      cancel()
      resolve(true)
    })
  })
