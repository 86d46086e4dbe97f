import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { refreshForRun } from '../../../widget/jobs/mirror/refreshForRun'
import { anAccount, aWireLead, lostStage, openStage } from '../support/anAccount'
import { createWorld, type World } from '../support/createWorld'
import { cardsIn, expectTrue, readMirror } from './mirrorWorld'

const account = (count: number) =>
  anAccount({
    contactCount: count,
    companyCount: count,
    leads: Array.from({ length: count }, (_, row) =>
      aWireLead(5000 + row, { contacts: [(row % count) + 1], company: 1001 + (row % count) }),
    ),
    customers: Array.from({ length: count }, (_, row) => ({
      id: 9000 + row,
      name: `Покупатель ${row}`,
      next_price: 100,
      status_id: 47_000_003,
      _embedded: { contacts: [{ id: (row % count) + 1, is_main: true }] },
    })),
  })

const firstIds = { leads: 5000, contacts: 1, companies: 1001, customers: 9000 } as const
type Entity = keyof typeof firstIds

/** A change in the very second of all others, of a record that the last digits of `draw` choose. */
const massChange = (entity: Entity, row: number, amount: number): object => ({
  op: 'update',
  entity,
  id: firstIds[entity] + row,
  set:
    entity === 'leads'
      ? { price: amount, ...(amount % 2 === 0 ? openStage : lostStage) }
      : entity === 'customers'
        ? { next_price: amount }
        : { name: `Имя ${amount}` },
})

const refreshed = async (world: World, read: Awaited<ReturnType<typeof readMirror>>) => {
  const outcome = await refreshForRun(read.run, read.mirror)
  if (outcome === 'behind') throw new Error('what is kept was not believed')
  return outcome === null
    ? readMirror(world)
    : { run: read.run, mirror: { records: read.mirror.records, meta: outcome.meta } }
}

describe('a refresh after a mass edit whose records the CRM gives in another order each time', () => {
  it.each([true, false])('misses no deal of 1,100, with the filter package %s', async (filters) => {
    const world = createWorld({
      account: account(1400),
      filters,
      unverified: { tiesOrder: 'shuffled', customersOrder: true },
    })
    const read = await readMirror(world)
    world.passTime(3600)
    await world.change(...Array.from({ length: 1100 }, (_, row) => massChange('leads', row, row)))
    const { mirror, run } = await refreshed(world, read)
    expectTrue(world, mirror, run)
  })

  it('equals a full reading after any groups of one second, with records that go meanwhile', async () => {
    const edit = fc.record({
      entity: fc.constantFrom<Entity>('leads', 'leads', 'contacts', 'companies', 'customers'),
      from: fc.nat(500),
      count: fc.integer({ min: 1, max: 450 }),
      amount: fc.nat(100_000),
      secondsLater: fc.constantFrom(0, 1, 3600),
    })
    const going = fc.record({
      entity: fc.constantFrom<Entity>('leads', 'contacts', 'customers'),
      row: fc.nat(599),
      n: fc.integer({ min: 1, max: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 }),
        fc.array(going, { maxLength: 3 }),
        fc.constantFrom<'shuffled' | 'byPage'>('shuffled', 'byPage'),
        fc.boolean(),
        fc.boolean(),
        async (rounds, goings, tiesOrder, filters, customersOrder) => {
          const world = createWorld({
            account: account(600),
            filters,
            unverified: { tiesOrder, customersOrder },
          })
          let read = await readMirror(world)
          for (const edits of rounds) {
            world.passTime(3600)
            for (const { entity, from, count, amount, secondsLater } of edits) {
              world.passTime(secondsLater)
              const rows = Array.from({ length: count }, (_, place) => (from + place) % 600)
              const index = (row: number) =>
                world.host.store.table(entity).liveIndexOf(firstIds[entity] + row)
              await world.change(
                ...rows.filter((row) => index(row) >= 0).map((row) => massChange(entity, row, amount + row)),
              )
            }
            world.passTime(10)
            const alive = goings.filter(
              ({ entity, row }) => world.host.store.table(entity).liveIndexOf(firstIds[entity] + row) >= 0,
            )
            await world.change(
              ...alive.map(({ entity, row, n }) => ({
                op: 'delete',
                entity,
                id: firstIds[entity] + row,
                afterRequest: { method: 'GET', path: `/${entity}\\?`, n },
              })),
            )
            read = await refreshed(world, read)
            world.host.context.awaited.length = 0
            // What went during the refresh is read by the next one.
            world.passTime(10)
            read = await refreshed(world, read)
            const fresh = await readMirror(world)
            expect(cardsIn(read.mirror, read.run)).toEqual(cardsIn(fresh.mirror, fresh.run))
          }
        },
      ),
      { numRuns: 8 },
    )
  })
})
