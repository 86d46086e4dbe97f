import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTabs, type TabsOptions } from './support/createTabs'

/** The shortest time in which one more than `rate` requests arrived. */
const tightest = (times: readonly number[], rate: number): number =>
  Math.min(...times.slice(rate).map((time, place) => time - (times[place] ?? 0)))

const use = (times: readonly number[], rate: number): number =>
  ((times.length - 1) * 1000) / ((times.at(-1) ?? 0) - (times[0] ?? 0)) / rate

/** Ms by which requests are late on their way: now and then one is in time, which is how lateness is known. */
const late = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 240 })), { minLength: 1, maxLength: 20 })
  .map((transit) => [0, ...transit])

const upTo = (most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 20 })

type Step = 'open' | 'close' | 'reload'

/** Opens a tab, and then opens, closes and reloads some, a step every so many ms; the oldest is closed first. */
const run = async (options: TabsOptions, steps: readonly Step[], stepLength: number) => {
  const tabs = createTabs(options)
  const open = [tabs.open()]
  for (const step of steps) {
    await tabs.pass(stepLength)
    if (step !== 'open') open.shift()?.close()
    if (step !== 'close') open.push(tabs.open())
  }
  await tabs.pass(3000)
  return tabs
}

describe('the tabs of an account', () => {
  it('never exceed the rate together, whatever arrives late, whenever they hear of each other, open and close', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          rate: fc.integer({ min: 1, max: 10 }),
          latency: fc.integer({ min: 1, max: 900 }),
          transit: late,
          lateness: upTo(60),
          delays: upTo(120),
        }),
        fc.array(fc.constantFrom<Step[]>('open', 'close', 'reload'), { maxLength: 6 }),
        fc.integer({ min: 1, max: 2500 }),
        async (options, steps, stepLength) => {
          const tabs = await run(options, steps, stepLength)
          expect(tightest(tabs.arrivals(), options.rate)).toBeGreaterThanOrEqual(1000)
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('use at least 95 % of the rate together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          rate: fc.integer({ min: 2, max: 7 }),
          latency: fc.constantFrom(20, 300, 800),
          lateness: upTo(4),
          delays: upTo(3),
        }),
        fc.integer({ min: 1, max: 4 }),
        async (options, count) => {
          const tabs = createTabs(options)
          for (let opened = 0; opened < count; opened += 1) tabs.open()
          await tabs.pass((220 / options.rate) * 1000)
          const times = tabs.arrivals()
          expect(times.length).toBeGreaterThanOrEqual(200)
          expect(use(times, options.rate)).toBeGreaterThanOrEqual(0.95)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('all pause and slow down when one of them is refused, once for each burst', async () => {
    for (const refused of [[20], [20, 21]]) {
      const tabs = createTabs({ rate: 5, latency: 300, isRefused: (place) => refused.includes(place) })
      tabs.open()
      tabs.open()
      await tabs.pass(12_000)
      const times = tabs.arrivals()
      const last = refused.at(-1) ?? 0
      const gaps = times.slice(last + 1).map((time, place) => time - (times[last + place] ?? 0))
      expect(gaps[0]).toBeGreaterThanOrEqual(1998)
      expect(gaps[1]).toBeGreaterThanOrEqual(400)
      expect(gaps[1]).toBeLessThanOrEqual(410)
    }
  })

  it('take turns, with at most six requests on their way together', async () => {
    for (const latency of [300, 3000]) {
      const tabs = createTabs({ rate: 5, latency, delays: [1, 3, 0] })
      for (let opened = 0; opened < 3; opened += 1) tabs.open()
      await tabs.pass(20_000)
      expect(tabs.mostOpen()).toBeLessThanOrEqual(6)
      for (const tab of [1, 2, 3])
        expect(tabs.senders.filter((sender) => sender === tab).length).toBeGreaterThan(
          tabs.senders.length / 4,
        )
    }
  })

  it('send nothing at first, until they have heard of the others', async () => {
    const tabs = createTabs({ rate: 5, latency: 300 })
    tabs.open()
    await tabs.pass(450)
    expect(tabs.senders).toEqual([])
    await tabs.pass(10)
    expect(tabs.senders).toEqual([1])
    await tabs.pass(10_000)
    const before = tabs.senders.length
    tabs.open()
    await tabs.pass(450)
    expect(tabs.senders.slice(before)).toEqual([1, 1])
  })
})
