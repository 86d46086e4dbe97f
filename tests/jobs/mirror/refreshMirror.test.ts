import { describe, expect, it } from 'vitest'

import { isFullReadingDue } from '../../../widget/jobs/mirror/isFullReadingDue'
import type { Mirror } from '../../../widget/jobs/mirror/mirror'
import { type MirrorRefresh, refreshMirror } from '../../../widget/jobs/mirror/refreshMirror'
import { rowOf } from '../../../widget/jobs/rowOf'
import type { UnixSeconds } from '../../../widget/records/brands'
import { isCrmError } from '../../../widget/records/crmError'
import { anAccount, aWireLead } from '../support/anAccount'
import { createWorld, type World, worldNow } from '../support/createWorld'
import { cardsIn, expectTrue, readMirror } from './mirrorWorld'

const deals = (count: number, contactCount: number) =>
  Array.from({ length: count }, (_, position) =>
    aWireLead(5000 + position, { contacts: [(position % contactCount) + 1], company: 1001 + (position % 2) }),
  )
const account = (count: number) =>
  anAccount({ contactCount: count, leads: deals(count, count), customers: [] })

const refresh = (world: World, mirror: Mirror): Promise<MirrorRefresh> =>
  refreshMirror(mirror, world.client, {
    priority: 'run',
    now: world.clock.time(),
    rest: () => Promise.resolve(),
  })

const refreshed = async (world: World, mirror: Mirror) => {
  const outcome = await refresh(world, mirror)
  if (outcome.kind !== 'refreshed') throw new Error('the refresh had to succeed')
  return { changed: outcome.changed, mirror: { records: mirror.records, meta: outcome.meta } }
}

const requestsOf = async (world: World, work: () => Promise<unknown>): Promise<number> => {
  const before = world.requests.length
  await work()
  return world.requests.length - before
}

/** Requests of a refresh after `changes` deals of an account with `size` deals have changed. */
const costOf = async (size: number, changes: number, filters: boolean): Promise<number> => {
  const world = createWorld({ account: account(size), filters, unverified: { customersOrder: true } })
  const { mirror } = await readMirror(world)
  world.passTime(3600)
  for (let position = 0; position < changes; position += 1)
    await world.change(
      { op: 'update', entity: 'leads', id: 5000 + position, set: { price: 7 } },
      {
        op: 'link',
        entity: 'leads',
        id: 5000 + position,
        to: { entity: 'contacts', id: ((position + 1) % size) + 1 },
      },
    )
  return requestsOf(world, () => refresh(world, mirror))
}

describe('a refresh of the mirror', () => {
  it.each([true, false])(
    'costs requests by what changed and not by the account, with the filter package %s',
    async (filters) => {
      const idle = await costOf(600, 0, filters)
      expect(idle).toBeLessThanOrEqual(8)
      expect(await costOf(1800, 0, filters)).toBe(idle)
      const few = await costOf(600, 10, filters)
      expect(await costOf(1800, 10, filters)).toBe(few)
      expect(few).toBeLessThanOrEqual(idle + 2 + (filters ? 2 : 20))
    },
  )

  it('names the owners of before and after, and no one else', async () => {
    const world = createWorld({ account: account(600) })
    const { mirror } = await readMirror(world)
    world.passTime(60)
    await world.change(
      { op: 'unlink', entity: 'leads', id: 5003, to: { entity: 'contacts', id: 4 } },
      { op: 'link', entity: 'leads', id: 5003, to: { entity: 'contacts', id: 9 } },
    )
    const { changed } = await refreshed(world, mirror)
    expect([...changed.contacts].sort((left, right) => left - right)).toEqual([4, 9])
    expect([...changed.companies]).toEqual([1002])
  })

  it('finds nothing to do where nothing changed, also in the seconds that are read twice', async () => {
    const world = createWorld({ account: account(20) })
    let { mirror } = await readMirror(world)
    await world.change({ op: 'update', entity: 'leads', id: 5003, set: { price: 5 } })
    for (const expected of [1, 0, 0]) {
      const { changed, mirror: next } = await refreshed(world, mirror)
      mirror = next
      expect(changed.contacts.size).toBe(expected)
    }
  })

  it('gives a restored company its contacts back', async () => {
    const contacts = [{ id: 1, name: 'Контакт', _embedded: { companies: [{ id: 1001 }] } }] as never
    const world = createWorld({
      account: anAccount({ contacts, leads: [aWireLead(5000, { contacts: [1] })] }),
      settings: { companies: 'withContacts' },
    })
    const { mirror, run } = await readMirror(world)
    let current: Mirror = mirror
    const change = async (op: string, entity: string, id: number, set?: object): Promise<void> => {
      world.passTime(60)
      await world.change({ op, entity, id, ...(set === undefined ? {} : { set }) })
      current = (await refreshed(world, current)).mirror
      expectTrue(world, current, run)
    }
    await change('delete', 'companies', 1001)
    await change('update', 'contacts', 1, { name: 'Перечитан' })
    await change('update', 'companies', 1002, { name: 'Другая' })
    await change('restore', 'companies', 1001)
    expect(cardsIn(current, run).companies.get(1001)).toMatchObject({ figures: { boughtCount: 1 } })
  })

  it('sees a purchase that was deleted where the CRM moves the buyer', async () => {
    const customers = [
      { id: 9000, name: 'Покупатель', _embedded: { contacts: [{ id: 1, is_main: true }] } },
    ] as never
    const transactions = [{ id: 1, customer_id: 9000, price: 500, completed_at: worldNow - 500 }] as never
    const world = createWorld({ account: anAccount({ customers, transactions }) })
    const { mirror, run } = await readMirror(world)
    expect(cardsIn(mirror, run).contacts.get(1)).toMatchObject({ figures: { boughtSum: 50_000 } })
    world.passTime(60)
    await world.change({ op: 'delete', entity: 'transactions', id: 1 })
    const next = await refreshed(world, mirror)
    expectTrue(world, next.mirror, run)
    expect([...next.changed.contacts]).toEqual([1])
  })

  it.each([
    ['a malformed answer', { path: '/api/v4/events', status: 200, body: '{"_embedded":{}}' }],
    ['a refusal', { path: '/api/v4/contacts', status: 403, body: '{"status":403}' }],
    ['a deal that cannot be read', { path: '/api/v4/leads?', status: 200, body: 'oops' }],
  ])('changes nothing after %s', async (_, fault) => {
    const world = createWorld({ account: account(30) })
    const { mirror, run } = await readMirror(world)
    const before = cardsIn(mirror, run)
    const keys = mirror.records.snapshot().keys
    world.passTime(60)
    await world.change(
      { op: 'update', entity: 'leads', id: 5003, set: { price: 5 } },
      { op: 'delete', entity: 'contacts', id: 4 },
    )
    await world.setFaults(fault)
    await expect(refresh(world, mirror)).rejects.toSatisfy(isCrmError)
    expect(cardsIn(mirror, run)).toEqual(before)
    expect(mirror.records.snapshot().keys).toEqual(keys)
    await world.setFaults()
    expectTrue(world, (await refreshed(world, mirror)).mirror, run)
  })

  it('says so when more changed than can be read by id, and changes nothing', async () => {
    const world = createWorld({ account: account(300), filters: false })
    const { mirror, run } = await readMirror(world)
    const before = cardsIn(mirror, run)
    world.passTime(60)
    const many = Array.from({ length: 60 }, (_, position) => position + 1)
    await world.change(...many.map((id) => ({ op: 'delete', entity: 'contacts', id })))
    const outcome = await refresh(world, mirror)
    expect(outcome).toMatchObject({ kind: 'stale', sources: new Set(['leads']) })
    expect(cardsIn(mirror, run)).toEqual(before)
  })

  it("does not take the widget's own writes for changes", async () => {
    const world = createWorld({ account: account(40) })
    const { mirror, run } = await readMirror(world)
    const { parents } = mirror.records.finish()
    world.passTime(60)
    const writes = Array.from({ length: 40 }, (_, position) => ({
      id: position + 1,
      figures: { boughtCount: 1, boughtSum: 100_000 },
      actualAt: world.clock.time(),
    }))
    await world.client.updateParents('contacts', writes, run.fieldIds.contacts, {
      priority: 'run',
      onBatch: ({ updated }) => {
        for (const { id, updatedAt } of updated) {
          const row = rowOf(parents.contacts, parents.contacts.index.indexOf(id))
          const { figures, actualAt } = writes[id - 1]!
          mirror.records.setStored('contacts', {
            ...row,
            updatedAt,
            stored: { ...row.stored, ...figures, actualAt },
          })
        }
      },
    })
    const { changed } = await refreshed(world, mirror)
    expect(changed.contacts.size).toBe(0)
    expect(cardsIn(mirror, run).contacts.get(3)).toMatchObject({ stored: { boughtSum: 100_000 } })
  })
})

describe('a full reading', () => {
  it('is due after seven days', () => {
    const fullReadAt = worldNow
    expect(isFullReadingDue({ fullReadAt }, (worldNow + 7 * 86_400 - 1) as UnixSeconds)).toBe(false)
    expect(isFullReadingDue({ fullReadAt }, (worldNow + 7 * 86_400) as UnixSeconds)).toBe(true)
  })
})
