import { describe, expect, it } from 'vitest'
import type { FetchManyOptions } from '../../widget/api/crmClient'
import { anAccount, fieldIds } from './support/anAccount'
import { ascending } from './support/ascending'
import { createWorld, run, type World } from './support/createWorld'

const card: FetchManyOptions = { priority: 'card', singleLimit: 50 }

const leadIds = (count: number, first = 0): number[] =>
  Array.from({ length: count }, (_, row) => 41_000_001 + first + row)

function aWorld(filters: boolean): World {
  const world = createWorld({ account: anAccount({ leads: 600, contacts: 5, companies: 2, customers: 300 }) })
  world.setFaults({ unverified: { filters } })
  return world
}

async function readLeads(world: World, ids: readonly number[], options = card) {
  const answer = await world.run(world.client.fetchLeads(ids, options))
  return answer.isComplete ? ascending(answer.records.map((lead) => lead.id)) : null
}

describe('reading deals by id', () => {
  it('asks for a hundred at a time where filters work', async () => {
    const world = aWorld(true)
    expect(await readLeads(world, leadIds(250, 100))).toEqual(leadIds(250, 100))
    expect(world.arrivals).toHaveLength(3)
  })

  it('leaves out deleted deals once a single call has proved them gone, and still asks by the filter', async () => {
    const world = aWorld(true)
    expect(await readLeads(world, [...leadIds(3), 49_000_000])).toEqual(leadIds(3))
    expect(await readLeads(world, [49_000_000, 49_000_001])).toEqual([])
    expect(world.arrivals.map(({ path }) => path.replace(/\?.*filter.*/, '?filter'))).toEqual([
      '/api/v4/leads?filter',
      '/api/v4/leads/49000000?with=contacts',
      '/api/v4/leads?filter',
      '/api/v4/leads/49000000?with=contacts',
      '/api/v4/leads/49000001?with=contacts',
    ])
  })

  it('does not take deals for deleted that a filtered answer lacks', async () => {
    const world = aWorld(true)
    world.setFaults({ unverified: { filters: true }, rules: [{ path: '/leads\\?.*filter/', status: 204 }] })
    expect(await readLeads(world, leadIds(3))).toEqual(leadIds(3))
    expect(await readLeads(world, leadIds(51))).toBeNull()
  })

  it('does not take a card for deleted that is not found along with its buyers, nor a buyer where none is given', async () => {
    const world = aWorld(true)
    const rules = [
      { path: '/with=[^&]*customers/', status: 404 },
      { path: '/api/v4/customers', status: 404 },
      { path: '/\\/9999/', status: 404 },
    ]
    world.setFaults({ unverified: { filters: true }, rules })
    const readCards = (ids: readonly number[], hasBuyers: boolean) =>
      world.client.fetchParents('contacts', ids, fieldIds, { ...card, hasBuyers })
    expect(await world.fail(readCards([51_000_001], true))).toMatchObject({ kind: 'notFound' })
    expect(await world.run(readCards([51_000_001], false))).toMatchObject({
      records: [{ id: 51_000_001 }],
    })
    for (const hasBuyers of [true, false])
      expect(await world.run(readCards([9999], hasBuyers))).toMatchObject({ isComplete: true, records: [] })
    expect(await world.fail(world.client.fetchCustomers([91_000_001], card))).toMatchObject({
      kind: 'notFound',
      path: expect.stringMatching(/^\/api\/v4\/customers\?limit=1/) as string,
    })
  })

  it('notices that filters are ignored, reads one by one and remembers it', async () => {
    const world = aWorld(false)
    const progress: string[] = []
    const onProgress = (read: number, total: number): number => progress.push(`${read}/${total}`)
    expect(await readLeads(world, [...leadIds(3), 49_000_000], { ...card, onProgress })).toEqual(leadIds(3))
    expect(world.arrivals).toHaveLength(5)
    expect(progress).toEqual(['1/4', '2/4', '3/4', '4/4'])
    expect(await readLeads(world, leadIds(2))).toEqual(leadIds(2))
    expect(world.arrivals).toHaveLength(7)
  })

  it('reads nothing where too many would have to be read one by one', async () => {
    const world = aWorld(false)
    expect(await readLeads(world, leadIds(51))).toBeNull()
    expect(world.arrivals).toHaveLength(1)
    expect(await readLeads(world, leadIds(180))).toBeNull()
    expect(world.arrivals).toHaveLength(1)
  })

  it('reads fifty one by one with few at a time listening to their signal', async () => {
    const warnings: string[] = []
    const note = (warning: Error): number => warnings.push(warning.name)
    process.on('warning', note)
    const world = aWorld(false)
    expect(await readLeads(world, leadIds(50))).toEqual(leadIds(50))
    process.off('warning', note)
    expect(warnings).toEqual([])
  })

  it('tries one chunk first where the account says that filters are off', async () => {
    const world = aWorld(false)
    await world.run(world.client.fetchAccount(run))
    expect(await readLeads(world, leadIds(250))).toBeNull()
    expect(world.arrivals).toHaveLength(2)
  })

  it('asks for a single one by its own address', async () => {
    const world = aWorld(false)
    expect(await readLeads(world, [41_000_002, 41_000_002])).toEqual([41_000_002])
    expect(await readLeads(world, [49_000_000])).toEqual([])
    expect(await readLeads(world, [])).toEqual([])
    expect(world.arrivals.map(({ path }) => path)).toEqual([
      '/api/v4/leads/41000002?with=contacts',
      '/api/v4/leads/49000000?with=contacts',
    ])
  })

  it('stops at the first failure that does not pass and sends nothing more', async () => {
    const world = aWorld(false)
    await readLeads(world, leadIds(2))
    const sent = world.arrivals.length
    world.setFaults({ unverified: { filters: false }, rules: [{ path: '/api/v4/leads/', status: 402 }] })
    expect(await world.fail(world.client.fetchLeads(leadIds(40), card))).toMatchObject({ kind: 'payment' })
    expect(world.arrivals.length - sent).toBeLessThanOrEqual(2)
  })
})

describe('reading cards and buyers by id', () => {
  it('reads buyers and cards in both positions of the filters', async () => {
    for (const filters of [true, false]) {
      const world = aWorld(filters)
      const customers = await world.run(world.client.fetchCustomers([91_000_001, 91_000_300], card))
      expect(customers).toMatchObject({ isComplete: true, records: [{ id: 91_000_001 }, { id: 91_000_300 }] })
      const ids = [51_000_001, 51_000_002]
      const cards = await world.run(world.client.fetchParents('contacts', ids, fieldIds, card))
      expect(cards).toMatchObject({
        isComplete: true,
        records: [
          { id: 51_000_001, leadIds: [41_000_001], customerIds: [] },
          { id: 51_000_002, leadIds: [41_000_002] },
        ],
      })
    }
  })

  it('reads one card with all that hangs on it', async () => {
    const world = aWorld(false)
    const contact = await world.run(
      world.client.fetchParent({ type: 'contacts', id: 51_000_001 }, fieldIds, card),
    )
    expect(contact).toMatchObject({ card: { id: 51_000_001 }, leadIds: [41_000_001], contactIds: [] })
    const company = await world.run(world.client.fetchParent({ type: 'companies', id: 52_000_002 }, {}, card))
    expect(company).toMatchObject({ card: { id: 52_000_002 }, leadIds: [41_000_002] })
    const none = await world.run(
      world.client.fetchParent({ type: 'contacts', id: 59_000_000 }, fieldIds, card),
    )
    expect(none).toBeNull()
  })
})
