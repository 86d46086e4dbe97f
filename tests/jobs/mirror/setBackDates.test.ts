import { describe, expect, it } from 'vitest'

import { refreshForRun } from '../../../widget/jobs/mirror/refreshForRun'
import { anAccount, aWireLead, lostStage } from '../support/anAccount'
import { createWorld, type World, worldNow } from '../support/createWorld'
import { cardsIn, expectTrue, readMirror } from './mirrorWorld'

const longAgo = 1_500_000_000
const customers = Array.from({ length: 600 }, (_, row) => ({
  id: 9000 + row,
  name: `Покупатель ${row}`,
  next_price: 100,
  status_id: 47_000_003,
  updated_at: 1_600_000_000 + row,
  _embedded: { contacts: [{ id: row + 1, is_main: true }] },
})) as never
const transactions = [{ id: 1, customer_id: 9001, price: 500, completed_at: worldNow - 500 }] as never

/** The records that change stand far from the newest ones. */
const account = () =>
  anAccount({
    contactCount: 600,
    leads: Array.from({ length: 600 }, (_, row) =>
      aWireLead(5000 + row, { contacts: [row + 1], company: 1001, updated_at: 1_600_000_000 + row }),
    ),
    customers,
    transactions,
  })

const aWorld = (filters: boolean) =>
  createWorld({ account: account(), filters, unverified: { customersOrder: true } })

const patch = async (world: World, path: string, body: unknown): Promise<void> => {
  await world.setUnverified({ sentUpdatedAt: 'taken', customersOrder: true })
  const answer = await world.host.app.fetch(
    new Request(`http://demo.amocrm.test/api/v4/${path}`, {
      method: 'PATCH',
      headers: { Authorization: 'Bearer local-token', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  expect(answer.status).toBe(200)
}

const update = (entity: string, id: number, set: object): object => ({
  op: 'update',
  entity,
  id,
  set: { ...set, updated_at: longAgo },
})

const setBack: readonly (readonly [string, (world: World) => Promise<unknown>])[] = [
  ['a budget', (world) => world.change(update('leads', 5001, { price: 7 }))],
  ['a stage', (world) => world.change(update('leads', 5001, lostStage))],
  ['a budget by the API', (world) => patch(world, 'leads', [{ id: 5001, price: 7, updated_at: longAgo }])],
  [
    'a client',
    (world) => world.change(update('leads', 5001, { _embedded: { contacts: [{ id: 9, is_main: true }] } })),
  ],
  [
    'a new deal',
    (world) =>
      world.change({
        op: 'create',
        entity: 'leads',
        set: {
          price: 9,
          pipeline_id: 10,
          status_id: 142,
          updated_at: longAgo,
          _embedded: { contacts: [{ id: 4 }] },
        },
      }),
  ],
  [
    'a new card',
    (world) =>
      world.change({ op: 'create', entity: 'contacts', set: { name: 'Импорт', updated_at: longAgo } }),
  ],
  ['the stage of a buyer', (world) => world.change(update('customers', 9001, { status_id: 47_000_006 }))],
  [
    'the sum of a buyer',
    (world) => world.change(update('customers', 9001, { ltv: 900, purchases_count: 2 })),
  ],
  [
    'a new buyer',
    (world) =>
      world.change({
        op: 'create',
        entity: 'customers',
        set: {
          name: 'Импорт',
          next_price: 5,
          next_date: 1_790_000_000,
          updated_at: longAgo,
          _embedded: { contacts: [{ id: 4 }] },
        },
      }),
  ],
]

describe('a change that bears an old date', () => {
  for (const filters of [true, false])
    it.each(setBack)(`is found by its event, with the filter package ${filters}: %s`, async (_, make) => {
      const world = aWorld(filters)
      const { mirror, run } = await readMirror(world)
      world.passTime(3600)
      await make(world)
      const outcome = await refreshForRun(run, mirror)
      expect(outcome).toHaveProperty('changed')
      expectTrue(world, mirror, run)
      const fresh = await readMirror(world)
      expect(cardsIn(mirror, run)).toEqual(cardsIn(fresh.mirror, fresh.run))
    })

  it('is missed where no event tells of it, and healed by the next reading of the whole account', async () => {
    const world = aWorld(true)
    const { mirror, run } = await readMirror(world)
    world.passTime(3600)
    await world.change(update('customers', 9001, { next_price: 70_000 }))
    expect(await refreshForRun(run, mirror)).toHaveProperty('changed')
    expect(() => expectTrue(world, mirror, run)).toThrow()
    const whole = await readMirror(world)
    expectTrue(world, whole.mirror, whole.run)
  })

  it('is found without an event where the record was among those that changed last', async () => {
    const world = aWorld(true)
    const { mirror, run } = await readMirror(world)
    world.passTime(3600)
    await world.change(update('customers', 9590, { next_price: 70_000 }))
    expect(await refreshForRun(run, mirror)).toBe('behind')
  })

  it('is told by the date alone where very many events came, and those that need no date are all read', async () => {
    const world = aWorld(true)
    const { mirror, run } = await readMirror(world)
    world.passTime(60)
    await world.change({ op: 'unlink', entity: 'leads', id: 5002, to: { entity: 'contacts', id: 3 } })
    for (let round = 1; round <= 3; round += 1) {
      world.passTime(60)
      await world.change(
        ...Array.from({ length: 500 }, (_, row) => ({
          op: 'update',
          entity: 'leads',
          id: 5010 + row,
          set: { price: round },
        })),
      )
    }
    const before = world.requests.length
    expect(await refreshForRun(run, mirror)).toHaveProperty('changed')
    expectTrue(world, mirror, run)
    const events = world.requests.slice(before).filter(({ path }) => path.includes('/events'))
    expect(events.length).toBeLessThanOrEqual(8 + 2)
  })
})
