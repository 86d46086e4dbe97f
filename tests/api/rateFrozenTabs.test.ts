import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTabs, type EventKind, type Tab, type TabsOptions } from './support/createTabs'

/** The shortest time in which one more than `rate` requests arrived. */
const tightest = (times: readonly number[], rate: number): number =>
  Math.min(...times.slice(rate).map((time, place) => time - (times[place] ?? 0)))

const upTo = (most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 20 })

const kinds: readonly EventKind[] = ['timer', 'message', 'lock', 'answer']

const anyOptions = fc.record(
  {
    rate: fc.integer({ min: 1, max: 10 }),
    latency: fc.integer({ min: 1, max: 900 }),
    transit: upTo(240).map((transit) => [0, ...transit]),
    lateness: upTo(60),
    delays: upTo(120),
    thawOrder: fc.shuffledSubarray([...kinds], { minLength: 4 }),
  },
  { requiredKeys: ['rate', 'latency', 'transit', 'lateness', 'delays'] },
)

interface Step {
  /** Ms before it. */
  readonly after: number
  readonly tab: number
  readonly to: 'freeze' | 'thaw'
}

/** The first tab lives all the time. */
const anySteps = fc.array(
  fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 12_000 })),
    tab: fc.integer({ min: 1, max: 3 }),
    to: fc.constantFrom<Step['to'][]>('freeze', 'thaw'),
  }),
  { minLength: 1, maxLength: 12 },
)

const run = async (options: TabsOptions, count: number, steps: readonly Step[]) => {
  const tabs = createTabs(options)
  const open: Tab[] = []
  for (let opened = 0; opened < count; opened += 1) open.push(tabs.open())
  // Each has had an answer to a request that was in time.
  await tabs.pass(8000)
  for (const { after, tab, to } of steps) {
    await tabs.pass(after)
    open[tab]?.[to]()
  }
  await tabs.pass(15_000)
  return tabs
}

describe('the tabs of an account of which some stand still', () => {
  it('never exceed the rate together, whenever which of them freezes and thaws, and none that lives waits ten seconds', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyOptions,
        fc.integer({ min: 2, max: 4 }),
        anySteps,
        async (options, count, steps) => {
          const tabs = await run(options, count, steps)
          expect(tightest(tabs.arrivals(), options.rate)).toBeGreaterThanOrEqual(1000)
          // At one request a second four tabs wait for seconds as it is.
          if (options.rate > 1) expect(tabs.longestWait()).toBeLessThanOrEqual(10_000)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('go on within seconds when the one that holds the lock stands still', async () => {
    const tabs = createTabs({ rate: 5, latency: 300, delays: [2] })
    const first = tabs.open()
    tabs.open()
    await tabs.pass(3000)
    first.freeze()
    await tabs.pass(20_000)
    expect(tabs.longestWait()).toBeLessThanOrEqual(4000)
    const before = tabs.arrivals().length
    await tabs.pass(10_000)
    expect(tabs.arrivals().length - before).toBeGreaterThanOrEqual(47)
  })

  it('keep the rate when the computer’s clock is set while they live', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyOptions,
        fc.array(
          fc.record({
            after: fc.integer({ min: 1, max: 3000 }),
            by: fc.constantFrom(3_600_000, -3_600_000, 700, -700),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        async (options, settings) => {
          const tabs = createTabs(options)
          tabs.open()
          tabs.open()
          for (const { after, by } of settings) {
            await tabs.pass(after)
            tabs.setComputerClock(by)
          }
          tabs.open()
          await tabs.pass(12_000)
          expect(tightest(tabs.arrivals(), options.rate)).toBeGreaterThanOrEqual(1000)
          expect(tabs.longestWait()).toBeLessThanOrEqual(10_000)
        },
      ),
      { numRuns: 300 },
    )
  })
})
