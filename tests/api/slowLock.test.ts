import { describe, expect, it } from 'vitest'
import { waitUntil } from '../../widget/api/waitUntil'
import type { Milliseconds } from '../../widget/records/brands'
import { anAccount, fieldIds } from './support/anAccount'
import { createWorld, run } from './support/createWorld'
import { batchSizes, someWrites } from './support/someWrites'

type World = ReturnType<typeof createWorld>

/** A browser that takes so long to tell whose the lock of the run is. */
const lockAnswers = async (world: World, duration: number): Promise<void> => {
  await waitUntil(world.clock, (world.clock.now() + duration) as Milliseconds, undefined)
}

const write = (world: World, count: number, beforeSend: () => Promise<void>): Promise<void> =>
  world.client.updateParents('contacts', someWrites(count), fieldIds, { ...run, beforeSend })

describe('a browser that is slow to tell whose the lock is', () => {
  it('does not make the CRM a slow one', async () => {
    const world = createWorld({ account: anAccount({ contacts: 1200 }) })
    await world.run(write(world, 1200, () => lockAnswers(world, 2500)))
    expect(batchSizes(world)).toEqual([50, 100, 200, 250, 250, 250, 100])
  })

  it('lets no batch leave in a pause that the CRM has asked for meanwhile', async () => {
    const world = createWorld({ account: anAccount({ contacts: 10 }) })
    world.setFaults({ rules: [{ method: 'GET', status: 429, times: 1 }] })
    const cards: Promise<unknown>[] = []
    await world.run(
      write(world, 10, async () => {
        if (cards.length === 0) cards.push(world.client.listPipelines({ priority: 'card' }))
        await lockAnswers(world, 800)
      }),
    )
    await world.run(Promise.all(cards))
    const [refused, batch] = world.arrivals
    expect((batch?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(1000)
  })

  it.each([
    { rate: 1, limited: 0, lock: 150, latency: 50 },
    { rate: 1, limited: 1, lock: 150, latency: 50 },
    { rate: 1, limited: 0, lock: 4000, latency: 400 },
    { rate: 2, limited: 1, lock: 120, latency: 900 },
    { rate: 5, limited: 3, lock: 150, latency: 50 },
  ])(
    'is asked once for each sending, at whatever pace: $rate/s, $limited times 429, $lock ms',
    async (given) => {
      const { rate, limited, lock, latency } = given
      const world = createWorld({
        account: anAccount({ contacts: 1200 }),
        client: { rate },
        latency: () => latency,
      })
      world.setFaults({ rules: limited > 0 ? [{ method: 'PATCH', status: 429, times: limited }] : [] })
      let asked = 0
      await world.run(
        write(world, 1200, async () => {
          asked += 1
          if (asked > 60) throw new Error('asked for ever')
          await lockAnswers(world, lock)
        }),
      )
      expect(asked - world.arrivals.length).toBeLessThanOrEqual(2)
    },
  )

  it('does not take the time that a tab stood still meanwhile for the time of an answer', async () => {
    const world = createWorld({ account: anAccount({ contacts: 10 }), latency: () => 500 })
    await world.run(write(world, 10, () => lockAnswers(world, world.arrivals.length === 0 ? 120_000 : 0)))
    expect(world.waits).toEqual([])
    expect(batchSizes(world)).toEqual([10])
  })
})
