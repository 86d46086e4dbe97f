import { describe, expect, it } from 'vitest'

import type { Milliseconds, UnixSeconds } from '../../widget/records/brands'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { emptyStored } from '../../widget/jobs/emptyStored'
import type { JobClock } from '../../widget/jobs/jobClock'
import type { Settings } from '../../widget/settings/settings'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead, lostStage } from './support/anAccount'
import { createWorld, type World, worldNow } from './support/createWorld'
import { fieldOf } from './support/fieldOf'
import { storedFigures } from './support/storedFigures'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = (given: Parameters<typeof anAccount>[0] = {}) =>
  anAccount({
    contactCount: 600,
    leads: Array.from({ length: 700 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 600) + 1], company: 1001 + (position % 2) }),
    ),
    ...given,
  })

/** Runs to the report; `meanwhile` happens while the preview is open. */
const runWith = async (world: World, meanwhile: () => Promise<unknown>) => {
  const run = createBulkRun(world.deps)
  run.start(both)
  await untilPhase(run, 'preview')
  await meanwhile()
  run.choose('changed')
  return (await untilPhase(run, 'report')).report
}

describe('fresh figures win over the plan', () => {
  it('when deals, links and cards change while the preview is open', async () => {
    const world = createWorld({ account: account() })
    await runWith(world, async () => {
      world.passTime(60)
      await world.change(
        { op: 'update', entity: 'leads', id: 5000, set: { price: 777 } },
        { op: 'update', entity: 'leads', id: 5001, set: lostStage },
        { op: 'delete', entity: 'leads', id: 5002 },
        { op: 'unlink', entity: 'leads', id: 5003, to: { entity: 'contacts', id: 4 } },
        { op: 'link', entity: 'leads', id: 5004, to: { entity: 'contacts', id: 9 } },
        { op: 'delete', entity: 'contacts', id: 10 },
        { op: 'merge', entity: 'contacts', id: 11, into: 12 },
        { op: 'merge', entity: 'leads', id: 5020, into: 5021 },
        { op: 'create', entity: 'contacts', set: { name: 'Новый' } },
      )
    })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_SUM: '1777' })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('also where the page gets its turn after every step of the work', async () => {
    const world = createWorld({ account: account() })
    let now = 0
    const clock = { ...world.deps.clock, now: () => (now += 10) as Milliseconds }
    let rests = 0
    const wake: JobClock['wake'] = (at, callback) => {
      rests += 1
      return world.deps.clock.wake(at, callback)
    }
    const slow = { ...world, deps: { ...world.deps, clock: { ...clock, wake } } }
    await runWith(slow, async () => {
      world.passTime(60)
      await world.change(
        { op: 'update', entity: 'leads', id: 5000, set: { price: 777 } },
        { op: 'delete', entity: 'leads', id: 5002 },
        { op: 'delete', entity: 'contacts', id: 10 },
        { op: 'merge', entity: 'contacts', id: 11, into: 12 },
      )
    })
    expect(rests).toBeGreaterThan(50)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it.each([true, false])('with the filter package %s', async (filters) => {
    const world = createWorld({ account: account(), filters })
    await runWith(world, async () => {
      world.passTime(60)
      await world.change(
        { op: 'merge', entity: 'contacts', id: 1, into: 2 },
        { op: 'delete', entity: 'leads', id: 5010 },
        { op: 'restore', entity: 'leads', id: 5010 },
        { op: 'delete', entity: 'companies', id: 1002 },
      )
    })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('when deals change while cards are being written', async () => {
    const world = createWorld({ account: account() })
    await runWith(world, () =>
      world.change(
        ...[5000, 5590].map((id) => ({
          op: 'update',
          entity: 'leads',
          id,
          set: { price: 12 },
          afterRequest: {
            method: 'PATCH',
            path: '/api/v4/contacts',
            n: 2,
          },
        })),
        {
          op: 'create',
          entity: 'contacts',
          set: { name: 'Во время записи' },
          afterRequest: {
            method: 'PATCH',
            path: '/api/v4/contacts',
            n: 2,
          },
        },
      ),
    )
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_SUM: '1012' })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('when the plan grows older than 10 minutes in a pause: what changed is read before the next batch', async () => {
    const world = createWorld({ account: account() })
    const run = createBulkRun(world.deps)
    const undo = run.subscribe((state) => {
      if (state.phase === 'writing' && state.progress.written > 0) {
        undo()
        run.pause()
      }
    })
    run.start(both)
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilPhase(run, 'paused')
    world.passTime(1200)
    await world.change({ op: 'update', entity: 'leads', id: 5599, set: { price: 5 } })
    const before = world.requests.length
    run.resume()
    const { report } = await untilPhase(run, 'report')
    expect(world.requests.slice(before).findIndex(({ method }) => method === 'PATCH')).toBeGreaterThan(2)
    expect(report).toMatchObject({ isComplete: true, firstTime: 602 })
    const last = storedFigures(world, 'contacts', 600)
    expect(last).toMatchObject({ BOUGHT_SUM: '5', ACTUAL_AT: worldNow + 1200 })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('and a card deleted between plan and write is counted as deleted, its neighbours are written', async () => {
    for (const batchMissingId of ['reject', 'skip']) {
      const world = createWorld({ account: account() })
      await world.setUnverified({ batchMissingId })
      const report = await runWith(world, () =>
        world.change({
          op: 'delete',
          entity: 'contacts',
          id: 500,
          afterRequest: {
            method: 'PATCH',
            path: '/api/v4/contacts',
            n: 1,
          },
        }),
      )
      expect(report.failed).toEqual([
        { parent: { type: 'contacts', id: 500 }, name: 'Контакт 500', reason: 'missing', detail: '' },
      ])
      expect(report).toMatchObject({ firstTime: 601, unchanged: 0 })
      expect(diffAccountFields(world.account())).toEqual([])
    }
  })

  it('cards that were refreshed in this browser leave the plan', async () => {
    const world = createWorld({ account: account() })
    const report = await runWith(world, async () => {
      world.passTime(60)
      // Of a card that is refreshed while the run looks at what has changed.
      const actualAt = ((world.clock.time() ?? 0) + 10) as UnixSeconds
      const stored = { ...emptyStored, boughtCount: 1, actualAt }
      world.freshCards.tell({ parent: { type: 'contacts', id: 7 }, stored, actualAt })
    })
    expect(report).toMatchObject({ firstTime: 601, unchanged: 1 })
    expect(storedFigures(world, 'contacts', 7)).toEqual({})
  })
})

describe('the stamp of a card', () => {
  it('is the time of the data behind it and never goes back', async () => {
    const settings: Partial<Settings> = { write: 'always', preview: 'skip' }
    const world = createWorld({ account: account(), settings })
    const run = createBulkRun(world.deps)
    run.start(both)
    const { startedAt } = (await untilPhase(run, 'report')).report
    const first = storedFigures(world, 'contacts', 1)['ACTUAL_AT']
    expect(first).toBeGreaterThanOrEqual(startedAt)
    // Another of the CRM's servers, whose clock is ahead of this one's.
    const ahead = Number(first) + 40
    await world.change(fieldOf(world, 1, 'ACTUAL_AT', ahead))
    run.start(both)
    await untilPhase(run, 'report')
    expect(storedFigures(world, 'contacts', 1)['ACTUAL_AT']).toBe(ahead)
  })
})

describe('lists that shift while they are read', () => {
  it.each([5100, 5600])('deal %i deleted during the reading: no deal at a border is missed', async (id) => {
    const leads = Array.from({ length: 1500 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 600) + 1] }),
    )
    const world = createWorld({ account: account({ leads }) })
    await world.change({
      op: 'delete',
      entity: 'leads',
      id,
      afterRequest: {
        method: 'GET',
        path: '/api/v4/leads?',
        n: 3,
      },
    })
    const run = createBulkRun(world.deps)
    run.start(both)
    const { preview } = await untilPhase(run, 'preview')
    const { rows } = preview.rows({ type: 'contacts', filter: 'all', search: '', from: 0, limit: 1000 })
    expect(rows.reduce((sum, row) => sum + (row.new.boughtCount ?? 0), 0)).toBe(1499)
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('deals whose list ignores the order and begins with the newest', async () => {
    const world = createWorld({ account: account() })
    await world.setUnverified({ leadsOrderWithoutFilters: false, filters: false })
    await world.change(
      {
        op: 'create',
        entity: 'leads',
        set: {
          price: 50,
          pipeline_id: 10,
          status_id: 142,
        },
        afterRequest: {
          method: 'GET',
          path: '/api/v4/leads?',
          n: 1,
        },
      },
      {
        op: 'delete',
        entity: 'leads',
        id: 5650,
        afterRequest: {
          method: 'GET',
          path: '/api/v4/leads?',
          n: 2,
        },
      },
    )
    const run = createBulkRun(world.deps)
    run.start(both)
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('a contact deleted during the reading, and one merged away', async () => {
    const world = createWorld({ account: account() })
    await world.change(
      {
        op: 'delete',
        entity: 'contacts',
        id: 20,
        afterRequest: {
          method: 'GET',
          path: '/api/v4/contacts?',
          n: 1,
        },
      },
      {
        op: 'merge',
        entity: 'contacts',
        id: 21,
        into: 22,
        afterRequest: {
          method: 'GET',
          path: '/api/v4/contacts?',
          n: 2,
        },
      },
    )
    const run = createBulkRun(world.deps)
    run.start(both)
    const { preview } = await untilPhase(run, 'preview')
    expect(preview.counts.contacts?.total).toBe(598)
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it.each([true, false])('buyers, whether their list takes an order (%s) or not', async (customersOrder) => {
    const customers = Array.from({ length: 900 }, (_, position) => ({
      id: 9e4 + position,
      name: `Покупатель ${position}`,
      ltv: 100,
      purchases_count: 1,
      updated_at: worldNow - 5e3 + position,
      created_at: 17e8,
      _embedded: {
        contacts: [
          {
            id: (position % 600) + 1,
            is_main: true,
          },
        ],
        companies: [],
      },
    }))
    const world = createWorld({ account: account({ customers: customers }) })
    await world.setUnverified({ customersOrder })
    await world.change(
      {
        op: 'delete',
        entity: 'customers',
        id: 90010,
        afterRequest: {
          method: 'GET',
          path: '/api/v4/customers?',
          n: 2,
        },
      },
      {
        op: 'update',
        entity: 'customers',
        id: 90850,
        set: { ltv: 500 },
        afterRequest: {
          method: 'GET',
          path: '/api/v4/customers?',
          n: 2,
        },
      },
    )
    const run = createBulkRun(world.deps)
    run.start(both)
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
