import type { Milliseconds } from '../records/brands'

/** When requests went out and what the CRM said about their pace. Times are of one monotonic clock. */
export interface RateWindow {
  /** Requests a second that the account's settings allow, 1–50. */
  readonly rate: number
  /** Planned time of the last request, at most `catchUp` before the real one; -Infinity before the first. */
  readonly slot: number
  readonly inFlight: number
  /** The last `rate` requests, oldest first. */
  readonly recent: readonly SentRequest[]
  /** About the shortest time that an answer took lately. */
  readonly fastest: number
  /** Nothing goes out before this. */
  readonly pausedUntil: number
  /** Each level halves the pace; one level is given back every `recovery` ms. */
  readonly slowness: number
  readonly slowedAt: number
}

/** A request that left; `arrivedBy` is the latest moment at which it can have reached the CRM, as far as its answer tells. */
interface SentRequest {
  readonly at: number
  readonly arrivedBy: number
}

/** Requests on their way at the same time. */
export const mostInFlight = 6
/** A request that left up to this late does not push the later ones back. */
const catchUp = 2
/** How late on its way a slow answer lets us think its request was; the rest is the CRM's own time. */
const mostTransit = 100
/** By how much the shortest answer is forgotten with each further one. */
const fastestDrift = 0.1
/** Ms between an arrival and the one `rate` places after it: the CRM's second and what `fastest` may be wrong by. */
const distance = 1012
const mostSlowness = 4
const recovery = 10_000
/** A second and a bit: what is sent this far apart never arrives `rate + 1` times within one second. */
const windowLength = 1020

export const createRateWindow = (rate: number): RateWindow => ({
  rate: limitRate(rate),
  slot: Number.NEGATIVE_INFINITY,
  inFlight: 0,
  recent: [],
  fastest: Number.POSITIVE_INFINITY,
  pausedUntil: Number.NEGATIVE_INFINITY,
  slowness: 0,
  slowedAt: Number.NEGATIVE_INFINITY,
})

/** Milliseconds between two requests at this moment. */
export function spacing(state: RateWindow, now: number): number {
  const recovered = Math.floor((now - state.slowedAt) / recovery)
  const slowness = Math.max(0, state.slowness - Math.max(0, recovered))
  return Math.ceil((windowLength * 2 ** slowness) / state.rate)
}

/**
 * The earliest moment at which the next request may leave, `now` or later; Infinity while the most allowed are in flight.
 * Even spacing of ⌈1020 / rate⌉ ms keeps any `rate + 1` requests in a row more than a second apart.
 */
export function nextSendAt(state: RateWindow, now: Milliseconds): Milliseconds {
  if (state.inFlight >= mostInFlight) {
    return Number.POSITIVE_INFINITY as Milliseconds
  }
  return Math.max(now, nextSlot(state, now)) as Milliseconds
}

/** The state after a request left at `now`. */
export function afterSend(state: RateWindow, now: Milliseconds): RateWindow {
  const planned = nextSlot(state, now)
  return {
    ...state,
    inFlight: state.inFlight + 1,
    slot: now - planned <= catchUp ? planned : now,
    recent: [...state.recent, { at: now, arrivedBy: now }].slice(-Math.floor(state.rate)),
  }
}

/** The state after a request came to nothing: a failure, or given up. */
export const afterFailure = (state: RateWindow): RateWindow => ({ ...state, inFlight: state.inFlight - 1 })

/**
 * The state after a good answer, at `now`, to the request that had left at `sentAt`. An answer slower than others may mean that its request
 * arrived late; the one that follows `rate` places after it then keeps its distance.
 */
export function afterAnswer(state: RateWindow, now: Milliseconds, sentAt: Milliseconds): RateWindow {
  const duration = now - sentAt
  const fastest = Math.min(duration, state.fastest + fastestDrift)
  const arrivedBy = sentAt + Math.min(mostTransit, duration - fastest)
  return {
    ...state,
    inFlight: state.inFlight - 1,
    fastest,
    recent: state.recent.map((sent) => (sent.at === sentAt ? { at: sentAt, arrivedBy } : sent)),
  }
}

/**
 * The state after an answer 429 to a request that had left at `sentAt`: nothing for `pause` ms, then half the pace. Of several
 * refusals of one burst only the first slows down.
 */
export function afterLimited(
  state: RateWindow,
  now: Milliseconds,
  sentAt: Milliseconds,
  pause: Milliseconds,
): RateWindow {
  const pausedUntil = Math.max(state.pausedUntil, now + pause)
  if (sentAt <= state.slowedAt) {
    return { ...state, pausedUntil }
  }
  const recovered = Math.max(0, Math.floor((now - state.slowedAt) / recovery))
  const slowness = Math.min(mostSlowness, Math.max(0, state.slowness - recovered) + 1)
  // Recovery is counted from the moment at which requests go out again.
  return { ...state, pausedUntil, slowness, slowedAt: pausedUntil }
}

export const withRate = (state: RateWindow, rate: number): RateWindow => ({ ...state, rate: limitRate(rate) })

function nextSlot(state: RateWindow, now: number): number {
  const first = state.recent.length < Math.floor(state.rate) ? undefined : state.recent[0]
  const afterFirst = (first?.arrivedBy ?? Number.NEGATIVE_INFINITY) + distance
  return Math.max(state.pausedUntil, state.slot + spacing(state, now), afterFirst)
}

/** 50 a second is the whole account's cap in the CRM's documentation (API 1.5). */
function limitRate(rate: number): number {
  return Math.min(50, Math.max(1, rate))
}
