import type { UnixSeconds } from '../records/brands'
import { checkUser } from './checkUser'
import type { RunSession } from './runSession'
import { pauseRun, runStep } from './runStep'

/** Answers that settle a doubt (`api/createServerTime.ts`). */
const mostQuestions = 2

/**
 * The CRM's time, which a run cannot do without: it could neither stamp its figures nor ask what has changed while it read. Where it is
 * not known the CRM is asked once or twice; then the run pauses, and asks again when the user goes on.
 * @throws RunStopped, RunFailed, CrmError
 */
export const knownTime = async (run: RunSession): Promise<UnixSeconds> => {
  const { clock } = run.deps
  for (;;) {
    for (let asked = 0; clock.time() === null && asked < mostQuestions; asked += 1)
      await runStep(run, (signal) => checkUser(run, signal))
    const time = clock.time()
    if (time !== null) return time
    await pauseRun(run, { kind: 'noTime' })
  }
}

/**
 * Sets a run's times once the CRM has answered it for the first time: before, they may have been unknown or wrong.
 * @throws as `knownTime`
 */
export const beginTimes = async (run: RunSession): Promise<void> => {
  const now = await knownTime(run)
  const orNow = (time: UnixSeconds | null): UnixSeconds =>
    time === null || time === 0 || time > now ? now : time
  run.startedAt = orNow(run.startedAt)
  run.watchSince = orNow(run.watchSince)
  run.dataTime = orNow(run.dataTime)
}
