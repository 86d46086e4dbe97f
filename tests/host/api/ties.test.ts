import { describe, expect, test } from 'vitest'
import { ENTITY_TYPES } from '../../../host/account/wire'
import { openHost } from '../openHost'

interface Page {
  _embedded: Record<string, { id: number; updated_at: number }[]>
}

const second = 1_750_000_000
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    updated_at: index < 20 ? second : second - 9,
  }))
const account = {
  leads: rows(30).map((row) => ({ ...row, price: 1, status_id: 142, pipeline_id: 7 })),
  contacts: rows(30),
  companies: rows(30),
  customers: rows(30),
}

describe('records of one second in a list ordered by change', () => {
  test.each(ENTITY_TYPES)('stand anew at each request where the switch says so: %s', async (entity) => {
    const host = openHost(account, { unverified: { customersOrder: true, tiesOrder: 'shuffled' } })
    const read = async (query: string): Promise<number[]> => {
      const { body } = await host.call('GET', `/api/v4/${entity}?limit=250&${query}`)
      return (body as Page)._embedded[entity]?.map(({ id }) => id) ?? []
    }
    const newest = 'order[updated_at]=desc'
    const [first, second] = [await read(newest), await read(newest)]
    expect(first).not.toEqual(second)
    expect(first.slice(0, 20).every((id) => id <= 20)).toBe(true)
    expect([...first].sort((one, other) => one - other)).toEqual(rows(30).map(({ id }) => id))
    expect(await read('order[id]=asc')).toEqual(rows(30).map(({ id }) => id))
  })

  test('stand in an arrangement of each page’s own, always the same, where the switch says so', async () => {
    const { call } = openHost(account, { unverified: { tiesOrder: 'byPage' } })
    const read = async (page: number, limit: number): Promise<number[]> => {
      const { body } = await call('GET', `/api/v4/leads?order[updated_at]=desc&limit=${limit}&page=${page}`)
      return (body as Page)._embedded['leads']?.map(({ id }) => id) ?? []
    }
    const first = await read(1, 10)
    expect(await read(1, 10)).toEqual(first)
    expect((await read(2, 10)).some((id) => first.includes(id))).toBe(true)
  })
})

describe('an `updated_at` that is sent with a record', () => {
  const sent = [{ id: 1, price: 5, updated_at: 1_600_000_000 }]

  test('is passed over, or is the record’s own by the switch; the event tells when it was', async () => {
    for (const [sentUpdatedAt, updatedAt] of [
      ['ignored', 1_752_000_003],
      ['taken', 1_600_000_000],
    ] as const) {
      const { call } = openHost(account, { unverified: { sentUpdatedAt } })
      const answer = (await call('PATCH', '/api/v4/leads', sent)).body as Page
      expect(answer._embedded['leads']?.[0]?.updated_at).toBe(updatedAt)
      const events = (await call('GET', '/api/v4/events?filter[type][]=sale_field_changed')).body
      expect(events).toMatchObject({ _embedded: { events: [{ entity_id: 1, created_at: 1_752_000_003 }] } })
    }
  })

  test('may be given with a change as well', async () => {
    const { call, store } = openHost(account)
    await call('POST', '/__host/changes', [
      { op: 'update', entity: 'contacts', id: 2, set: { name: 'Другое', updated_at: 1_600_000_000 } },
      { op: 'create', entity: 'companies', id: 99, set: { name: 'Новая', updated_at: 1_600_000_001 } },
    ])
    const { contacts, companies } = store.tables
    expect(contacts.read(contacts.indexOf(2))).toMatchObject({ name: 'Другое', updated_at: 1_600_000_000 })
    expect(companies.read(companies.indexOf(99)).updated_at).toBe(1_600_000_001)
  })
})

describe('the identity of an account', () => {
  const identityOf = async (host: ReturnType<typeof openHost>) =>
    (await host.call('GET', '/api/v4/account')).body as { id: number; subdomain: string }

  test('is new each time an account without an id is opened, and kept where the file gives one', async () => {
    let given = 50_000_000
    const host = openHost({}, { createAccountId: () => ++given })
    expect(await identityOf(host)).toMatchObject({ id: 50_000_001, subdomain: 'demo50000001' })
    await host.call('POST', '/__host/account/demo')
    expect(await identityOf(host)).toMatchObject({ id: 50_000_002, subdomain: 'demo50000002' })
    const saved = (await host.call('GET', '/__host/account')).body
    await host.call('PUT', '/__host/account', {})
    expect((await identityOf(host)).id).toBe(50_000_003)
    await host.call('PUT', '/__host/account', saved)
    expect(await identityOf(host)).toMatchObject({ id: 50_000_002, subdomain: 'demo50000002' })
  })

  test('is the same for all of them where nobody gives ids', async () => {
    expect(await identityOf(openHost())).toMatchObject({ id: 31_000_100, subdomain: 'demo' })
  })
})
