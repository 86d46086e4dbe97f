import { describe, expect, it } from 'vitest'
import type { OnRecords } from '../../widget/api/listCalls'
import type { UnixSeconds } from '../../widget/records/brands'
import type { Customer } from '../../widget/records/customer'
import type { Lead } from '../../widget/records/lead'
import type { ParentCard } from '../../widget/records/parentCard'
import { anAccount, fieldIds } from './support/anAccount'
import { ascending } from './support/ascending'
import { createWorld, run, type World } from './support/createWorld'

const idsOf = (records: readonly { readonly id: number }[]): number[] => records.map((record) => record.id)

/** What a reading of changes gives in all, each record as it came last. */
const collect = async <T extends { readonly id: number }>(
  list: (onRecords: OnRecords<T>) => Promise<unknown>,
): Promise<readonly T[]> => {
  const found = new Map<number, T>()
  await list((records) => {
    for (const record of records) found.set(record.id, record)
  })
  return [...found.values()]
}

const updatedLeads = ({ client }: World, since: UnixSeconds) =>
  collect<Lead>((onRecords) => client.listUpdatedLeads({ ...run, since }, onRecords))

const updatedCustomers = ({ client }: World, since: UnixSeconds) =>
  collect<Customer>((onRecords) => client.listUpdatedCustomers({ ...run, since }, onRecords))

describe('reading a list to its end', () => {
  it('gives every deal once, in order, with its links', async () => {
    const world = createWorld({ account: anAccount({ leads: 1234, contacts: 3 }) })
    const ids: number[] = []
    const checkpoints: number[] = []
    const summary = await world.run(
      world.client.listLeads(run, (leads, progress) => {
        ids.push(...idsOf(leads))
        checkpoints.push(progress.pages)
      }),
    )
    expect(summary).toEqual({ pages: 5, records: 1234, repeated: 0 })
    expect(ids).toEqual(Array.from({ length: 1234 }, (_, row) => 41_000_001 + row))
    expect(checkpoints).toEqual([1, 2, 3, 4, 5])
  })

  it('reads an empty list with one answer', async () => {
    const world = createWorld()
    const summary = await world.run(world.client.listLeads(run, () => undefined))
    expect(summary).toEqual({ pages: 1, records: 0, repeated: 0 })
  })

  it('goes on after a checkpoint', async () => {
    const world = createWorld({ account: anAccount({ contacts: 600 }) })
    const ids: number[] = []
    await world.run(
      world.client.listParents('contacts', fieldIds, { ...run, startPage: 1 }, (cards) =>
        ids.push(...idsOf(cards)),
      ),
    )
    expect(ids).toEqual(Array.from({ length: 350 }, (_, row) => 51_000_251 + row))
  })

  it('reads smaller pages of the same places after a 504 and larger ones again later', async () => {
    const world = createWorld({ account: anAccount({ leads: 5200 }) })
    world.setFaults({ rules: [{ path: '/limit=250&page=3/', status: 504, times: 1 }] })
    const ids: number[] = []
    const summary = await world.run(world.client.listLeads(run, (leads) => ids.push(...idsOf(leads))))
    expect(summary).toEqual({ pages: 21, records: 5200, repeated: 0 })
    expect(new Set(ids).size).toBe(5200)
    const paths = world.arrivals.map(({ path }) => path)
    expect(paths.some((path) => path.includes('limit=125&page=5'))).toBe(true)
    expect(paths.at(-1)).toContain('limit=250')
  })

  it('gives up a page after five tries in all, down to the smallest size', async () => {
    const world = createWorld({ account: anAccount({ leads: 600 }) })
    world.setFaults({ rules: [{ path: '/api/v4/leads', status: 504 }] })
    const error = await world.fail(world.client.listLeads(run, () => undefined))
    expect(error).toMatchObject({ kind: 'server', status: 504 })
    const first = world.arrivals.filter(({ path }) => path.endsWith('page=1'))
    expect(first.map(({ path }) => /limit=(\d+)/.exec(path)?.[1])).toEqual(['250', '125', '25', '25', '25'])
  })

  it('drops and counts records that come again because pages shifted', async () => {
    const world = createWorld({ account: anAccount({ customers: 700 }) })
    const address = 'http://demo.amocrm.test/api/v4/customers?with=contacts,companies&limit=250&page=1'
    const first = await world.host.app.request(address, { headers: { Authorization: 'Bearer local-token' } })
    world.setFaults({ rules: [{ path: '/page=2$/', body: await first.json(), times: 1 }] })
    const seen: number[] = []
    const summary = await world.run(world.client.listCustomers(run, (page) => seen.push(...idsOf(page))))
    expect(summary).toEqual({ pages: 3, records: 450, repeated: 250 })
    expect(new Set(seen).size).toBe(450)
  })

  it('asks for no more pages in vain than were in flight when the list ended', async () => {
    const world = createWorld({ account: anAccount({ leads: 5000 }), latency: () => 300 })
    await world.run(world.client.listLeads(run, () => undefined))
    expect(world.arrivals.length).toBeLessThanOrEqual(20 + Math.ceil(7 * 0.3))
  })

  it('stops at the signal, cancels what is on its way and takes its listeners off', async () => {
    const world = createWorld({ account: anAccount({ leads: 5000 }), latency: () => 300 })
    const abort = new AbortController()
    let pages = 0
    const call = world.client.listLeads({ ...run, signal: abort.signal }, () => {
      pages += 1
      if (pages === 2) {
        abort.abort()
      }
    })
    expect(await world.fail(call)).toMatchObject({ kind: 'cancelled' })
    const sent = world.arrivals.length
    await world.clock.settle()
    while (world.clock.wakeNext()) {
      await world.clock.settle()
    }
    expect([world.arrivals.length, pages]).toEqual([sent, 2])
  })

  it('passes on what the callback throws', async () => {
    const world = createWorld({ account: anAccount({ leads: 10 }) })
    const call = world.client.listLeads(run, () => {
      throw new Error('the disk is full')
    })
    expect(await world.fail(call)).toMatchObject({ message: 'the disk is full' })
  })
})

describe('reading what changed', () => {
  const since = (row: number): UnixSeconds => (1_700_000_000 + row) as UnixSeconds

  it('reads the newest changes down to the moment asked for, that moment included', async () => {
    const world = createWorld({ account: anAccount({ leads: 2000, contacts: 2000 }) })
    const leads = await world.run(updatedLeads(world, since(1700)))
    expect(leads).toHaveLength(300)
    const cards = await world.run(
      collect<ParentCard>((onRecords) =>
        world.client.listUpdatedParents('contacts', fieldIds, { ...run, since: since(1999) }, onRecords),
      ),
    )
    expect(idsOf(cards)).toEqual([51_002_000])
    // Two pages of deals, a look whether one of these was deleted between, one page of contacts, and one proof of the order each.
    expect(world.arrivals).toHaveLength(6)
  })

  it('reads buyers as a whole where their order is ignored', async () => {
    const world = createWorld({ account: anAccount({ customers: 900 }) })
    const changed = await world.run(updatedCustomers(world, since(9000)))
    const ordered = createWorld({ account: anAccount({ customers: 900 }) })
    ordered.setFaults({ unverified: { customersOrder: true } })
    const same = await ordered.run(updatedCustomers(ordered, since(9000)))
    expect(ascending(idsOf(changed))).toEqual(ascending(idsOf(same)))
    expect(changed.length).toBeGreaterThan(50)
    expect(ordered.arrivals.length).toBeLessThan(world.arrivals.length)
  })

  it('is not taken in by a list that only looks sorted', async () => {
    const account = anAccount({ customers: 900 })
    const customers = (account.customers ?? []).map((customer, row) => ({
      ...customer,
      updated_at: row === 899 ? 1_700_009_999 : 1_700_000_000,
    }))
    const world = createWorld({ account: { ...account, customers } })
    const changed = await world.run(updatedCustomers(world, since(5)))
    expect(idsOf(changed)).toEqual([91_000_900])
  })

  it('reads all deals where their order needs the filter package', async () => {
    const account = anAccount({ leads: 700 })
    const leads = (account.leads ?? []).map((lead, row) => ({
      ...lead,
      updated_at: 1_700_000_000 + ((row * 31) % 700),
    }))
    const world = createWorld({ account: { ...account, leads } })
    world.setFaults({ unverified: { leadsOrderWithoutFilters: false, filters: false } })
    const changed = await world.run(updatedLeads(world, since(690)))
    expect(changed).toHaveLength(10)
  })
})
