import { describe, expect, test } from 'vitest'
import { openHost } from '../openHost'

interface Types {
  _embedded: { events_types: { key: string; type: unknown; lang: string }[] }
}

describe('clients that nobody here wrote', () => {
  test('read a number and words of each event type, in the language they ask for', async () => {
    const { call } = openHost()
    const read = async (query: string): Promise<Types['_embedded']['events_types']> =>
      ((await call('GET', `/api/v4/events/types${query}`)).body as Types)._embedded.events_types
    const types = await read('')
    expect(types[0]).toEqual({ key: 'lead_added', type: 1, lang: 'Новая сделка' })
    expect(types.every(({ key, type, lang }) => Number.isInteger(type) && lang !== '' && lang !== key)).toBe(
      true,
    )
    expect(new Set(types.map(({ type }) => type)).size).toBe(types.length)
    expect((await read('?language_code=en'))[0]?.lang).toBe('New lead')
  })

  test('delete a purchase by the path under its buyer', async () => {
    const { call } = openHost({
      customers: [{ id: 5 }, { id: 6 }],
      transactions: [{ id: 1, customer_id: 5, price: 100 }],
    })
    expect((await call('DELETE', '/api/v4/customers/6/transactions/1')).status).toBe(404)
    expect((await call('DELETE', '/api/v4/customers/5/transactions/1')).status).toBe(204)
    expect((await call('GET', '/api/v4/customers/5')).body).toMatchObject({ ltv: 0, purchases_count: 0 })
  })

  test('send null for what they do not set, which is passed over, or refused where the switch says so', async () => {
    const element = {
      name: 'Сделка',
      price: null,
      responsible_user_id: null,
      created_by: null,
      updated_by: null,
    }
    const lenient = openHost()
    expect((await lenient.call('POST', '/api/v4/leads', [element])).status).toBe(200)
    const strict = openHost({}, { unverified: { nullKeys: '400' } })
    const refused = await strict.call('POST', '/api/v4/leads', [element])
    const issues = (refused.body as { 'validation-errors': { errors: { path: string }[] }[] })[
      'validation-errors'
    ]
    expect(issues[0]?.errors.map(({ path }) => path)).toEqual(['responsible_user_id', 'created_by', 'price'])
  })
})
