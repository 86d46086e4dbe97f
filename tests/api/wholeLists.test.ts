import { describe, expect, it } from 'vitest'
import type { UnixSeconds } from '../../widget/records/brands'
import { anAccount } from './support/anAccount'
import { leakWarnings } from './support/leakWarnings'
import { createWorld, run, type World } from './support/createWorld'

const idsOf = (records: readonly { readonly id: number }[]): number[] => records.map((record) => record.id)

const setRule = (world: World, rule: object): void => world.setFaults({ rules: [rule] })

/** What the CRM answers to the first page of deals, without one of them. */
const pageWithout = async (world: World, limit: number, hidden: number | undefined): Promise<object> => {
  const path = `/api/v4/leads?with=contacts&order[id]=asc&limit=${limit}&page=1`
  const response = await world.host.app.request(`http://demo.amocrm.test${path}`, {
    headers: { Authorization: 'Bearer local-token' },
  })
  const body = (await response.json()) as { _embedded: { leads: { id: number }[] } }
  body._embedded.leads = body._embedded.leads.filter(({ id }) => id !== hidden)
  return body
}

describe('a list that a run reads', () => {
  const readLeads = async (world: World) => {
    const ids = new Set<number>()
    const call = world.client.listLeads(run, (leads) => {
      for (const id of idsOf(leads)) ids.add(id)
    })
    return { call, ids }
  }

  it('takes a promised page that is gone for the end where the page before it is the last one by now', async () => {
    const world = createWorld({ account: anAccount({ leads: 501 }), latency: () => 1 })
    const afterRequest = { path: '/leads\\?.*page=2$/', n: 1 }
    await world.host.app.request('http://demo.amocrm.test/__host/changes', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify([{ op: 'delete', entity: 'leads', id: 41_000_501, afterRequest }]),
    })
    const { call, ids } = await readLeads(world)
    await world.run(call)
    expect(ids.size).toBe(500)
    expect(world.arrivals.length).toBeLessThan(8)
  })

  it('asks for nothing more than its pages where it is whole', async () => {
    const world = createWorld({ account: anAccount({ leads: 1234 }), latency: () => 1 })
    const { call } = await readLeads(world)
    await world.run(call)
    expect(world.arrivals.length).toBeLessThanOrEqual(6)
  })

  it('of buyers costs one answer more, over its end', async () => {
    const world = createWorld({ account: anAccount({ customers: 700 }), latency: () => 1 })
    await world.run(world.client.listCustomers(run, () => undefined))
    const paths = world.arrivals.map(({ path }) => path)
    expect(paths.filter((path) => !path.includes('limit=250'))).toHaveLength(1)
  })

  it('of buyers is read on beyond a full page without a next', async () => {
    const world = createWorld({ account: anAccount({ customers: 700 }) })
    setRule(world, { path: '/customers\\?.*limit=250/', rewrite: { dropNext: true } })
    const ids = new Set<number>()
    await world.run(
      world.client.listCustomers(run, (page) => {
        for (const id of idsOf(page)) ids.add(id)
      }),
    )
    expect(ids.size).toBe(700)
  })

  it('whose pages lack records that smaller pages lack too is as the CRM gives it', async () => {
    const world = createWorld({ account: anAccount({ leads: 600 }) })
    const hidden = 41_000_010
    const bodies = await Promise.all([250, 125].map((limit) => pageWithout(world, limit, hidden)))
    world.setFaults({
      rules: [
        { path: '/limit=250&page=1$/', body: bodies[0] },
        { path: '/limit=125&page=1$/', body: bodies[1] },
        { path: '/limit=25&page=1$/', rewrite: { keepRows: 9 } },
      ],
    })
    const { call, ids } = await readLeads(world)
    await world.run(call)
    expect(ids.size).toBeGreaterThanOrEqual(584)
    expect(ids.has(hidden)).toBe(false)
  })

  it.each([
    ['is read to its end', undefined],
    ['is told as not whole where the smallest page lacks one too', 41_000_007],
  ])('of which each size of page lacks another row %s', async (_, lacked) => {
    const world = createWorld({ account: anAccount({ leads: 600 }) })
    const lacking = [
      [250, 41_000_200],
      [125, 41_000_005],
      [25, lacked],
    ] as const
    const bodies = await Promise.all(lacking.map(([limit, id]) => pageWithout(world, limit, id)))
    world.setFaults({
      rules: lacking.map(([limit], index) => ({ path: `/limit=${limit}&page=1$/`, body: bodies[index] })),
    })
    const { call, ids } = await readLeads(world)
    if (lacked === undefined) {
      await world.run(call)
      expect(ids.size).toBe(600)
    } else {
      expect(await world.fail(call)).toMatchObject({ kind: 'notWhole', detail: 'pageShort' })
    }
  })

  it.each([
    ['nothingNew', { samePage: 1 }],
    ['pageShort', { keepRows: 3 }],
    ['pageShort', { emptyRows: true }],
  ] as const)('says %s with its own name, after a bounded number of requests', async (detail, rewrite) => {
    const world = createWorld({ account: anAccount({ leads: 5000 }) })
    setRule(world, { path: '/api/v4/leads', rewrite })
    const { call } = await readLeads(world)
    expect(await world.fail(call)).toMatchObject({ kind: 'notWhole', detail, path: '/api/v4/leads' })
    expect(world.arrivals.length).toBeLessThan(120)
  })
})

describe('rows of a list that are read again', () => {
  it.each([
    ['pageMissing', { path: '/page=[2-9]/', status: 204 }],
    ['nothingNew', { rewrite: { samePage: 1 } }],
    ['nothingNew', { rewrite: { keepRows: 5 } }],
  ] as const)('say %s, after a bounded number of requests', async (detail, rule) => {
    const world = createWorld({ account: anAccount({ leads: 5000 }) })
    setRule(world, rule)
    const call = world.client.listLeadRows({ from: 0, to: 5000 }, run, () => true)
    expect(await world.fail(call)).toMatchObject({ kind: 'notWhole', detail })
    expect(world.arrivals.length).toBeLessThan(150)
  })

  it('come whole from pages that are cut, of which few wait at once', async () => {
    const warnings = leakWarnings()
    const world = createWorld({ account: anAccount({ leads: 1200 }) })
    setRule(world, { rewrite: { keepRows: 100 } })
    const ids = new Set<number>()
    await world.run(
      world.client.listLeadRows({ from: 0, to: 1200 }, run, (leads) => {
        for (const id of idsOf(leads)) ids.add(id)
        return true
      }),
    )
    expect(ids.size).toBe(1200)
    expect(world.arrivals.length).toBeLessThan(200)
    expect(await warnings.told()).toEqual([])
  })
})

describe('what changed', () => {
  const since = 1_700_000_000 as UnixSeconds

  it('comes whole although a promised page did not come once', async () => {
    const world = createWorld({ account: anAccount({ leads: 800 }) })
    setRule(world, { path: '/limit=250&page=3/', status: 204, times: 1 })
    const ids = new Set<number>()
    await world.run(
      world.client.listUpdatedLeads({ ...run, since }, (leads) => {
        for (const id of idsOf(leads)) ids.add(id)
      }),
    )
    expect(ids.size).toBe(800)
  })

  const kinds = ['leads', 'contacts'] as const

  /** A list of changes that never comes whole, so that the list is read by its ids; `rule` is of that reading. */
  const readById = (list: (typeof kinds)[number], rule: object) => {
    const world = createWorld({ account: anAccount({ [list]: 800 }) })
    world.setFaults({
      rules: [{ path: '/order\\[updated_at\\]=desc&limit=250&page=2$/', status: 204 }, rule],
    })
    const ids = new Set<number>()
    const options = { ...run, since }
    const take = (records: readonly { readonly id: number }[]): void => {
      for (const id of idsOf(records)) ids.add(id)
    }
    const read = () => {
      if (list === 'leads') return world.client.listUpdatedLeads(options, take)
      return world.client.listUpdatedParents(list, {}, options, take)
    }
    return { world, ids, call: read() }
  }

  it.each(kinds)('by ids comes whole where full pages of %s have no next', async (list) => {
    const { world, ids, call } = readById(list, {
      path: '/order\\[id\\]=asc/',
      rewrite: { dropNext: true },
    })
    await world.run(call)
    expect(ids.size).toBe(800)
  })

  it.each(kinds)('by ids comes whole where a page of %s was cut once and has no next', async (list) => {
    const { world, ids, call } = readById(list, {
      path: '/order\\[id\\]=asc.*page=2$/',
      rewrite: { dropNext: true, keepRows: 40 },
      times: 1,
    })
    await world.run(call)
    expect(ids.size).toBe(800)
  })

  it.each(kinds)(
    'by ids ends early for ever: that is said of %s, after a bounded number of requests',
    async (list) => {
      const { world, call } = readById(list, {
        path: '/order\\[id\\]=asc.*page=([2-9]|\\d\\d)/',
        rewrite: { dropNext: true, emptyRows: true },
      })
      expect(await world.fail(call)).toMatchObject({ kind: 'notWhole', path: `/api/v4/${list}` })
      expect(world.arrivals.length).toBeLessThan(120)
    },
  )
})

describe('a short list', () => {
  /** 70 fields in pages of 50, as the CRM gives them. */
  const aFieldWorld = (): World =>
    createWorld({
      account: {
        custom_fields: {
          contacts: Array.from({ length: 70 }, (_, row) => ({
            id: 1_800_001 + row,
            name: `Поле ${row}`,
            type: 'numeric',
          })),
        },
      },
    })
  const listFields = (world: World) => world.client.listCustomFields('contacts', run)
  const whole = async (): Promise<number> => {
    const world = aFieldWorld()
    return (await world.run(listFields(world))).length
  }

  it.each([
    ['its first page has no next', { path: '/custom_fields/', rewrite: { capRows: 50, dropNext: true } }],
    ['a promised page is 204 once', { path: '/page=2/', status: 204, times: 1 }],
    ['all of it is 204 once', { path: '/custom_fields/', status: 204, times: 1 }],
    [
      'a page in the middle is empty and has a next',
      { path: '/page=2/', times: 1, rewrite: { emptyRows: true, addNext: true } },
    ],
  ] as const)('%s: it comes whole', async (_name, rule) => {
    const world = aFieldWorld()
    const small = { path: '/custom_fields/', rewrite: { capRows: 50 } }
    world.setFaults({ rules: [rule, small] })
    const fields = await world.run(listFields(world))
    expect(fields.length).toBeGreaterThanOrEqual(50)
    if (!('rewrite' in rule) || !('emptyRows' in rule.rewrite)) expect(fields).toHaveLength(await whole())
  })

  it.each([
    ['pageMissing', { path: '/page=2/', status: 204 }],
    ['nothingNew', { path: '/custom_fields/', rewrite: { capRows: 50, samePage: 1 } }],
    ['pageMissing', { path: '/custom_fields/', rewrite: { emptyRows: true, addNext: true } }],
  ] as const)('says %s in place of a part of it', async (detail, rule) => {
    const world = aFieldWorld()
    world.setFaults({ rules: [rule, { path: '/custom_fields/', rewrite: { capRows: 50 } }] })
    expect(await world.fail(listFields(world))).toMatchObject({ kind: 'notWhole', detail })
    expect(world.arrivals.length).toBeLessThan(15)
  })
})

describe('the highest id of a list', () => {
  it('is told by one call, also of an empty list', async () => {
    const world = createWorld({ account: anAccount({ leads: 30, contacts: 4 }) })
    expect(await world.run(world.client.findHighestId('leads', run))).toBe(41_000_030)
    expect(await world.run(world.client.findHighestId('contacts', run))).toBe(51_000_004)
    expect(await world.run(world.client.findHighestId('companies', run))).toBeNull()
    expect(world.arrivals).toHaveLength(3)
  })
})
