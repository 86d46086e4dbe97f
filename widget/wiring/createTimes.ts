import type { Clock } from '../api/clock'
import { type BrowserClock, createBrowserClock, type TickWorker } from '../api/createBrowserClock'
import { createWaitTicker } from '../api/createWaitTicker'
import type { JobClock } from '../jobs/jobClock'
import type { UnixSeconds } from '../records/brands'

/** The clocks of the page. */
export interface Times {
  readonly clock: Clock
  readonly jobClock: JobClock
  /** Takes the CRM's own time from an answer (milliseconds since 1970, whole seconds). */
  readonly applyServerTime: (time: number) => void
}

/** An answer's time is whole seconds and some milliseconds old: a smaller difference says nothing about the computer's clock. */
const unsureMilliseconds = 2000

/** Joins the page's clock, the worker's ticks and the CRM's own time. */
export const createTimes = (makeWorker: () => TickWorker | null): Times => {
  const clock: BrowserClock = createBrowserClock({
    now: () => performance.now(),
    startTimer: (callback, delay) => window.setTimeout(callback, delay),
    stopTimer: (timer) => window.clearTimeout(timer),
    makeWorker,
    makeSpare: createWaitTicker,
  })
  let offset = 0
  return {
    clock,
    jobClock: {
      time: () => Math.floor((Date.now() + offset) / 1000) as UnixSeconds,
      now: () => clock.now(),
      wake: (at, callback) => clock.wake(at, callback),
    },
    applyServerTime: (time) => {
      const difference = time - Date.now()
      offset = Math.abs(difference) < unsureMilliseconds ? 0 : difference
    },
  }
}
