import type { Milliseconds } from '../records/brands'
import type { TabPace } from './tabPace'

/** When requests went out, here and in the account's other tabs, and what the CRM said about their pace. Times are of one monotonic clock. */
export interface RateWindow extends TabPace {
  /** Requests a second that the account's settings allow, 1–50. */
  readonly rate: number
  /** How long the last good answers took, oldest first. */
  readonly durations: readonly number[]
  /** What the other tabs told last, by tab. */
  readonly others: ReadonlyMap<string, TabPace>
}

/** Requests on their way at the same time. */
export const mostInFlight = 6
/** Ms by which a time that another tab told may be wrong; two slots of a tab are further apart. */
const clockError = 5
/** Ms for which another tab's request counts as on its way: the tab may have crashed, or stand still and tell nothing of answers. */
const mostAwaited = 4000
/** How late on its way a slow answer lets us think its request was, at least; the rest is the CRM's own time. */
export const mostLate = 250
/** A request that left up to this late, or up to half a spacing, does not push the later ones back. */
const catchUp = 40
/** Ms between an arrival and the one `rate` places after it: the CRM's second and what the estimate of arrivals may be wrong by. */
const distance = 1012
/** Ms for which a request is kept once it is answered. */
const kept = 2000
/** Answers of which the shortest is remembered: pages that take longer than what was asked before are soon the usual ones. */
const mostDurations = 100
/** So many tell nothing yet: the first requests of a page are the likeliest to be late. */
const fewDurations = 3
const mostSlowness = 4
const recovery = 10_000
/** A second and a bit: what is sent this far apart never arrives `rate + 1` times within one second. */
const windowLength = 1020

/** `slot`: requests may have gone out up to then that this tab knows nothing of. */
export const createRateWindow = (rate: number, slot = Number.NEGATIVE_INFINITY): RateWindow => ({
  rate: limitRate(rate),
  slot,
  sent: [],
  fastest: 0,
  durations: [],
  pausedUntil: Number.NEGATIVE_INFINITY,
  slowness: 0,
  others: new Map(),
})

/** Milliseconds between two requests at this moment. */
export function spacing(state: RateWindow, now: number): number {
  return Math.ceil((windowLength * 2 ** slownessAt(state, now)) / state.rate)
}

/**
 * The earliest moment at which the next request may leave, `now` or later; Infinity while the most allowed are in flight from this tab.
 * Even spacing of ⌈1020 / rate⌉ ms keeps any `rate + 1` requests in a row more than a second apart; after one that arrived late, or may
 * have (it should be answered by now), the request `rate` places behind it keeps its distance.
 */
export function nextSendAt(state: RateWindow, now: Milliseconds): Milliseconds {
  const ends = tabsOf(state).flatMap((tab) =>
    tab.sent
      .filter(({ duration }) => duration === null)
      .map(({ at }) => at + (tab === state ? Number.POSITIVE_INFINITY : mostAwaited)),
  )
  const freeAt = latest(ends, mostInFlight)
  return Math.max(now, nextSlot(state, now), freeAt) as Milliseconds
}

/** The state after a request left at `now`. */
export function afterSend(state: RateWindow, now: Milliseconds): RateWindow {
  const planned = nextSlot(state, now)
  const mostCaughtUp = Math.min(catchUp, spacing(state, now) / 2)
  const last = state.sent.filter(({ at, duration }) => duration === null || at + duration > now - kept)
  return {
    ...state,
    slot: now - planned <= mostCaughtUp ? planned : now,
    sent: [...last, { at: now, duration: null }],
  }
}

/** The state after a good answer, at `now`, to the request that had left at `sentAt`. */
export function afterAnswer(state: RateWindow, now: Milliseconds, sentAt: Milliseconds): RateWindow {
  const durations = [...state.durations, now - sentAt].slice(-mostDurations)
  const fastest = durations.length < fewDurations ? 0 : Math.min(...durations)
  return { ...afterFailure(state, now, sentAt), durations, fastest }
}

/** The state after the request of `sentAt` failed at `now`. */
export const afterFailure = (state: RateWindow, now: Milliseconds, sentAt: Milliseconds): RateWindow => ({
  ...state,
  sent: state.sent.map((sent) => (sent.at === sentAt ? { at: sentAt, duration: now - sentAt } : sent)),
})

/** The state after the request of `sentAt` was given up at `now`: it counts as arrived only then. */
export const afterGivenUp = (state: RateWindow, now: Milliseconds, sentAt: Milliseconds): RateWindow =>
  afterFailure(state, (now + state.fastest) as Milliseconds, sentAt)

/**
 * The state after an answer 429 to a request that had left at `sentAt`: nothing for `pause` ms, then half the pace. Of several
 * refusals of one burst, in whatever tab, only the first slows down.
 */
export function afterLimited(
  state: RateWindow,
  now: Milliseconds,
  sentAt: Milliseconds,
  pause: Milliseconds,
): RateWindow {
  const level = slownessAt(state, now) + (sentAt > pauseEnd(state) ? 1 : 0)
  return {
    ...state,
    pausedUntil: Math.max(state.pausedUntil, now + pause),
    slowness: Math.min(mostSlowness, level),
  }
}

/** The state after the pace of another tab was told at `now`, by itself or by a third one, which may know less. */
export function withOther(state: RateWindow, tab: string, pace: TabPace, now: Milliseconds): RateWindow {
  if (pace.slot + clockError < (state.others.get(tab)?.slot ?? pace.slot)) {
    return state
  }
  const others = [...state.others].filter(
    ([name, { slot, pausedUntil }]) =>
      name !== tab && Math.max(slot, pausedUntil) > now - mostSlowness * recovery,
  )
  return { ...state, others: new Map([...others, [tab, pace]]) }
}

export const withRate = (state: RateWindow, rate: number): RateWindow => ({ ...state, rate: limitRate(rate) })

function nextSlot(state: RateWindow, now: number): number {
  const tabs = tabsOf(state)
  const arrivals = tabs.flatMap((tab) => latestArrivals(tab, now))
  const before = latest(arrivals, Math.floor(state.rate))
  const slot = Math.max(...tabs.map((tab) => tab.slot))
  return Math.max(pauseEnd(state), slot + spacing(state, now), before + distance)
}

/**
 * The latest moments at which a tab's requests can have arrived: as much after they left as their answers took longer than the fastest, or as
 * answers that have not come yet will take at least. The longer answers take, the longer a request may wait for a free connection.
 */
function latestArrivals({ sent, fastest }: TabPace, now: number): readonly number[] {
  const most = Math.max(mostLate, fastest / 2)
  return sent.map(({ at, duration }) => at + Math.min(most, Math.max(0, (duration ?? now - at) - fastest)))
}

/** The time that has `place` − 1 later ones. */
function latest(times: readonly number[], place: number): number {
  return [...times].sort((left, right) => right - left)[place - 1] ?? Number.NEGATIVE_INFINITY
}

/** One level is given back every `recovery` ms from the moment at which requests go out again. */
function slownessAt(state: RateWindow, now: number): number {
  const levels = tabsOf(state).map(
    ({ slowness, pausedUntil }) => slowness - Math.max(0, Math.floor((now - pausedUntil) / recovery)),
  )
  return Math.max(0, ...levels)
}

function pauseEnd(state: RateWindow): number {
  return Math.max(...tabsOf(state).map(({ pausedUntil }) => pausedUntil))
}

function tabsOf(state: RateWindow): readonly TabPace[] {
  return [state, ...state.others.values()]
}

/** 50 a second is the whole account's cap in the CRM's documentation (API 1.5). */
function limitRate(rate: number): number {
  return Math.min(50, Math.max(1, rate))
}
