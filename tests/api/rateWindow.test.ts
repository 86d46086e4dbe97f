import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterAnswer,
  afterFailure,
  afterLimited,
  afterSend,
  createRateWindow,
  nextSendAt,
  type RateWindow,
  spacing,
  withRate,
} from '../../widget/api/rateWindow'
import type { Milliseconds } from '../../widget/records/brands'

const ms = (value: number): Milliseconds => value as Milliseconds

interface Simulation {
  readonly rate: number
  readonly count: number
  /** Ms by which each wake-up call comes late, in turn. */
  readonly lateness: readonly number[]
  readonly latency: number
  /** Ms that each request needs to arrive, in turn. */
  readonly transit?: readonly number[]
}

/** Sends requests as soon as the window allows; gives the times of their arrival. */
function arrivals({ rate, count, lateness, latency, transit = [0] }: Simulation): number[] {
  let state: RateWindow = createRateWindow(rate)
  let now = 0
  const arrived: number[] = []
  const answers: { at: number; sentAt: number }[] = []
  const takeAnswer = (): void => {
    answers.sort((left, right) => left.at - right.at)
    const answer = answers.shift()
    if (answer !== undefined) {
      now = Math.max(now, answer.at)
      state = afterAnswer(state, ms(now), ms(answer.sentAt))
    }
  }
  while (arrived.length < count) {
    const at = nextSendAt(state, ms(now))
    if (at > now && answers.some((answer) => answer.at <= at)) {
      takeAnswer()
      continue
    }
    if (at > now) {
      now = at + (lateness[arrived.length % lateness.length] ?? 0)
      continue
    }
    state = afterSend(state, ms(now))
    const arrival = now + (transit[arrived.length % transit.length] ?? 0)
    arrived.push(arrival)
    answers.push({ at: arrival + latency, sentAt: now })
  }
  return arrived
}

const peak = (times: readonly number[]): number =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length))

const use = (times: readonly number[], rate: number): number =>
  ((times.length - 1) * 1000) / ((times.at(-1) ?? 0) - (times[0] ?? 0)) / rate

describe('the rate window', () => {
  it('never lets more than the rate out in any rolling second, however late the timers are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 3000 }),
        (rate, lateness, latency) => {
          expect(peak(arrivals({ rate, count: 120, lateness, latency }))).toBeLessThanOrEqual(rate)
        },
      ),
    )
  })

  it('uses at least 95 % of the rate with timers up to 4 ms late', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(20, 300, 800),
        (rate, lateness, latency) => {
          expect(use(arrivals({ rate, count: 250, lateness, latency }), rate)).toBeGreaterThanOrEqual(0.95)
        },
      ),
    )
  })

  it('keeps the distance of requests that were late on their way', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.array(fc.integer({ min: 0, max: 240 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 50, max: 900 }),
        (rate, transit, latency) => {
          const times = arrivals({ rate, count: 150, lateness: [1], latency, transit: [0, ...transit] })
          expect(peak(times.slice(1))).toBeLessThanOrEqual(rate)
        },
      ),
    )
  })

  it('keeps at most six requests on their way', () => {
    let state = createRateWindow(50)
    for (let sent = 0; sent < 6; sent += 1) {
      state = afterSend(state, ms(sent * 1000))
    }
    expect(nextSendAt(state, ms(10_000))).toBe(Number.POSITIVE_INFINITY)
    expect(nextSendAt(afterFailure(state, ms(10_000), ms(0)), ms(10_000))).toBe(10_000)
    expect(nextSendAt(afterAnswer(state, ms(10_000), ms(0)), ms(10_000))).toBe(10_000)
  })

  it('spaces requests by the rate set last', () => {
    const state = afterSend(createRateWindow(5), ms(0))
    expect(nextSendAt(state, ms(0))).toBe(204)
    expect(nextSendAt(withRate(state, 2), ms(0))).toBe(510)
    expect(nextSendAt(withRate(state, 1000), ms(0))).toBe(21)
  })

  it('waits as told after a 429, goes on at half the pace and recovers', () => {
    const sent = afterSend(createRateWindow(5), ms(0))
    const limited = afterLimited(sent, ms(300), ms(0), ms(5000))
    expect(nextSendAt(limited, ms(300))).toBe(5300)
    expect(spacing(limited, 5300)).toBe(408)
    expect(spacing(limited, 5300 + 10_000)).toBe(204)
  })

  it('slows down once for the refusals of one burst and further for a later one', () => {
    const sent = afterSend(afterSend(createRateWindow(5), ms(0)), ms(204))
    const once = afterLimited(sent, ms(300), ms(0), ms(1000))
    const twice = afterLimited(once, ms(310), ms(204), ms(1000))
    expect(spacing(twice, 1400)).toBe(408)
    const later = afterLimited(twice, ms(2000), ms(1500), ms(1000))
    expect(spacing(later, 3000)).toBe(816)
  })
})
