import type { Milliseconds } from '../records/brands'
import type { Clock } from './clock'

/** What is used of a dedicated worker that runs `tick.ts`, or of what stands in for it. */
export interface TickWorker {
  postMessage(delay: number): void
  addEventListener(type: 'message' | 'error', listener: () => void): void
  terminate(): void
}

export interface BrowserClockParts {
  /** `performance.now()` */
  readonly now: () => number
  /** `setTimeout` and `clearTimeout` of the page. */
  readonly startTimer: (callback: () => void, delay: number) => number
  readonly stopTimer: (timer: number) => void
  /** Makes the worker of `tick.js`; null, a throw or its error = it cannot be had here (its origin or the page's CSP forbid it). */
  readonly makeWorker: () => TickWorker | null
  /** Makes what stands in for the worker then; null or a throw = nothing can. */
  readonly makeSpare?: () => TickWorker | null
}

export interface BrowserClock extends Clock {
  /** Ends the worker, or what stands in for it; wake-up calls still due come by page timers. */
  close(): void
}

interface Alarm {
  readonly at: number
  readonly callback: () => void
}

/** Longest delay that browsers take. */
const longestDelay = 2 ** 31 - 1

/**
 * The clock of a page. The nearest wake-up call is set both in the worker, which browsers do not slow down in a hidden tab, and as a
 * page timer; whichever comes first fires what is due. Without a worker its stand-in does the same; without both, `fireDue` after each
 * answer is all that wakes a hidden tab.
 */
export function createBrowserClock(parts: BrowserClockParts): BrowserClock {
  const alarms = new Set<Alarm>()
  let timer: number | null = null
  let setFor = Number.POSITIVE_INFINITY
  let worker: TickWorker | null = null
  let isStarted = false

  return {
    now: () => parts.now() as Milliseconds,
    wake(at, callback) {
      const alarm: Alarm = { at, callback }
      alarms.add(alarm)
      start()
      setNext()
      return () => {
        alarms.delete(alarm)
      }
    },
    fireDue,
    close() {
      isStarted = true
      worker?.terminate()
      worker = null
    },
  }

  /** At the first wake-up call: a page that waits for nothing pays for no worker. */
  function start(): void {
    if (isStarted) return
    isStarted = true
    worker = startFirst([parts.makeWorker, parts.makeSpare ?? (() => null)])
  }

  function startFirst([make, ...rest]: readonly (() => TickWorker | null)[]): TickWorker | null {
    if (make === undefined) {
      return null
    }
    const made = makeOrNot(make)
    made?.addEventListener('message', () => {
      setFor = Number.POSITIVE_INFINITY
      fireDue()
    })
    made?.addEventListener('error', () => {
      worker = startFirst(rest)
      setFor = Number.POSITIVE_INFINITY
      setNext()
    })
    return made ?? startFirst(rest)
  }

  function fireDue(): void {
    const now = parts.now()
    const due = [...alarms].filter((alarm) => alarm.at <= now).sort((left, right) => left.at - right.at)
    for (const alarm of due) {
      // An earlier callback may have undone a later one.
      if (alarms.delete(alarm)) {
        alarm.callback()
      }
    }
    setNext()
  }

  function setNext(): void {
    let next = Number.POSITIVE_INFINITY
    for (const alarm of alarms) {
      next = Math.min(next, alarm.at)
    }
    if (next >= setFor) {
      return
    }
    setFor = next
    const delay = Math.min(Math.max(0, Math.ceil(next - parts.now())), longestDelay)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker?.postMessage(delay)
    if (timer !== null) {
      parts.stopTimer(timer)
    }
    timer = parts.startTimer(() => {
      timer = null
      setFor = Number.POSITIVE_INFINITY
      fireDue()
    }, delay)
  }
}

function makeOrNot(make: () => TickWorker | null): TickWorker | null {
  try {
    return make()
  } catch {
    // An improvement only: page timers and answers drive the clock without it.
    return null
  }
}
