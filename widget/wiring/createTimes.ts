import type { Clock } from '../api/clock'
import { type BrowserClock, createBrowserClock, type TickWorker } from '../api/createBrowserClock'
import { createServerTime } from '../api/createServerTime'
import { createWaitTicker } from '../api/createWaitTicker'
import type { JobClock } from '../jobs/jobClock'

/** The clocks of the page. */
export interface Times {
  readonly clock: Clock
  readonly jobClock: JobClock
  /** Takes the CRM's own time from an answer (milliseconds since 1970, whole seconds). */
  readonly applyServerTime: (time: number) => void
}

/** Joins the page's clock, the worker's ticks and the CRM's own time. `Date.now` is not asked: the user may set it as he likes. */
export const createTimes = (makeWorker: () => TickWorker | null): Times => {
  const clock: BrowserClock = createBrowserClock({
    now: () => performance.now(),
    startTimer: (callback, delay) => window.setTimeout(callback, delay),
    stopTimer: (timer) => window.clearTimeout(timer),
    makeWorker,
    makeSpare: createWaitTicker,
  })
  const serverTime = createServerTime(() => clock.now())
  return {
    clock,
    jobClock: {
      time: () => serverTime.time(),
      now: () => clock.now(),
      wake: (at, callback) => clock.wake(at, callback),
    },
    applyServerTime: (time) => serverTime.apply(time),
  }
}
