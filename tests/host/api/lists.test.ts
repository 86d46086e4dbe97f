import { describe, expect, test } from 'vitest'
import type { FileContact, FileLead } from '../../../host/account/accountFile'
import { openHost } from '../openHost'

interface Page {
  _page: number
  _links: Record<string, { href: string }>
  _embedded: Record<string, { id: number; updated_at: number }[]>
}

const leads = (count: number): FileLead[] =>
  Array.from({ length: count }, (_, index) => ({
    id: 1000 + index,
    price: index,
    status_id: index % 3 === 0 ? 142 : 60,
    pipeline_id: 7,
    updated_at: 1_700_000_000 + ((index * 37) % 100),
    _embedded: { contacts: [{ id: 1 + (index % 5), is_main: true }] },
  }))
const contacts: FileContact[] = [1, 2, 3, 4, 5].map((id) => ({ id, name: `Клиент ${id}` }))

const ids = (body: unknown, key = 'leads'): number[] =>
  ((body as Page | null)?._embedded[key] ?? []).map(({ id }) => id)

describe('a list', () => {
  test('pages to the end: 50 by default, at most 250, next only while there is one, 204 past the end', async () => {
    const { call } = openHost({ leads: leads(260) })
    expect(ids((await call('GET', '/api/v4/leads')).body)).toHaveLength(50)
    const first = (await call('GET', '/api/v4/leads?limit=1000')).body as Page
    expect(first._embedded['leads']).toHaveLength(250)
    const next = new URL(first._links['next']?.href ?? '')
    const last = await call('GET', next.pathname + next.search)
    expect(ids(last.body)).toHaveLength(10)
    expect(Object.keys((last.body as Page)._links)).toEqual(['self', 'first', 'prev'])
    const past = await call('GET', '/api/v4/leads?limit=250&page=3')
    expect([past.status, past.text]).toEqual([204, ''])
  })

  test.each([
    ['order[id]=desc', (one: FileLead, other: FileLead) => other.id - one.id],
    [
      'order[updated_at]=asc',
      (one: FileLead, other: FileLead) =>
        (one.updated_at ?? 0) - (other.updated_at ?? 0) || one.id - other.id,
    ],
  ])('comes in the order %s', async (order, compare) => {
    const all = leads(120)
    const { call } = openHost({ leads: all })
    const { body } = await call('GET', `/api/v4/leads?limit=250&${order}`)
    expect(ids(body)).toEqual([...all].sort(compare).map(({ id }) => id))
  })

  test('puts a written record last by its stamp and leaves the order of ids alone', async () => {
    const { call } = openHost({ leads: leads(30) })
    await call('GET', '/api/v4/leads?order[updated_at]=desc')
    await call('PATCH', '/api/v4/leads', [{ id: 1007, price: 5 }])
    expect(ids((await call('GET', '/api/v4/leads?order[updated_at]=desc&limit=1')).body)).toEqual([1007])
    expect(ids((await call('GET', '/api/v4/leads?order[id]=asc&limit=250')).body)).toEqual(
      leads(30).map(({ id }) => id),
    )
  })

  test('ignores filters silently while the package is off, and obeys them when it is on', async () => {
    const path = '/api/v4/leads?filter[id][]=1003&filter[id][1]=1001&limit=250'
    const off = openHost({ leads: leads(10) })
    expect(ids((await off.call('GET', path)).body)).toHaveLength(10)
    const on = openHost({ leads: leads(10) }, { filters: true })
    expect(ids((await on.call('GET', path)).body)).toEqual([1001, 1003])
    expect((await on.call('GET', '/api/v4/leads?filter[id]=1')).status).toBe(204)
  })

  test.each([
    ['filter[statuses][0][pipeline_id]=7&filter[statuses][0][status_id]=142', [1000, 1003, 1006, 1009]],
    ['filter[price][from]=8', [1008, 1009]],
    ['filter[updated_at][from]=1700000090&filter[updated_at][to]=1700000099', [1005, 1008]],
    ['filter[pipeline_id][]=8', []],
    ['filter[pipeline_id]=8', leads(10).map(({ id }) => id)],
  ])('filters by %s', async (filter, expected) => {
    const all = leads(10).map((lead) => (lead.id === 1005 ? { ...lead, updated_at: 1_700_000_095 } : lead))
    const { call } = openHost({ leads: all }, { filters: true })
    expect(ids((await call('GET', `/api/v4/leads?limit=250&${filter}`)).body)).toEqual(expected)
  })

  test('finds a contact by a part of its name or phone without the package', async () => {
    const phone = { field_code: 'PHONE', values: [{ value: '+7 (999) 123-45-67' }] }
    const { call } = openHost({
      contacts: [...contacts, { id: 9, name: 'Пётр', custom_fields_values: [phone] }],
    })
    expect(ids((await call('GET', '/api/v4/contacts?query=клиент 3')).body, 'contacts')).toEqual([3])
    expect(ids((await call('GET', '/api/v4/contacts?query=79991234567')).body, 'contacts')).toEqual([9])
  })

  test('gives contacts of a deal only by `with`, and the deals of a contact from its end', async () => {
    const { call } = openHost({ leads: leads(10), contacts })
    const plain = (await call('GET', '/api/v4/leads/1000')).body as { _embedded: object }
    expect(Object.keys(plain._embedded)).toEqual(['tags', 'companies'])
    const contact = (await call('GET', '/api/v4/contacts/1?with=leads')).body as Page
    expect(contact._embedded['leads']?.map(({ id }) => id)).toEqual([1000, 1005])
  })

  test('keeps the trash apart: absent from lists and links, shown by only_deleted', async () => {
    const all = leads(5).map((lead) => (lead.id === 1000 ? { ...lead, is_deleted: true } : lead))
    const { call } = openHost({ leads: all, contacts })
    expect(ids((await call('GET', '/api/v4/leads')).body)).toEqual([1001, 1002, 1003, 1004])
    expect((await call('GET', '/api/v4/leads/1000')).status).toBe(204)
    expect(ids((await call('GET', '/api/v4/leads?with=only_deleted')).body)).toEqual([1000])
    const contact = (await call('GET', '/api/v4/contacts/1?with=leads')).body as Page
    expect(contact._embedded['leads']).toEqual([])
  })

  test('of buyers passes over `order` unless the switch says otherwise', async () => {
    const customers = [{ id: 3 }, { id: 1 }, { id: 2 }]
    const path = '/api/v4/customers?order[id]=desc'
    expect(ids((await openHost({ customers }).call('GET', path)).body, 'customers')).toEqual([1, 2, 3])
    const on = openHost({ customers }, { unverified: { customersOrder: true } })
    expect(ids((await on.call('GET', path)).body, 'customers')).toEqual([3, 2, 1])
  })
})
