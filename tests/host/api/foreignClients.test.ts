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

  test('ask for the names of entities in events', async () => {
    const { call } = openHost()
    await call('POST', '/api/v4/leads', [{ name: 'Сделка' }])
    const read = async (query: string): Promise<unknown> => (await call('GET', `/api/v4/events${query}`)).body
    const named = { _embedded: { events: [{ _embedded: { entity: { name: 'Сделка' } } }] } }
    expect(await read('?with=lead_name,contact_name')).toMatchObject(named)
    expect(await read('?with=contact_name')).not.toMatchObject(named)
  })

  test('name the source of a new deal by its outer id', async () => {
    const pipelines = [{ id: 7 }, { id: 8 }].map((one) => ({
      ...one,
      _embedded: { statuses: [{ id: one.id * 10 }, { id: 142 }, { id: 143 }] },
    }))
    const sources = [{ id: 3, name: 'Сайт', external_id: 'site', pipeline_id: 8 }]
    const { call } = openHost({ pipelines, sources })
    const source = { external_id: 'site', type: 'widget' }
    await call('POST', '/api/v4/leads', [{ name: 'Сделка', _embedded: { source } }])
    expect((await call('GET', '/api/v4/leads?with=source,source_id')).body).toMatchObject({
      _embedded: {
        leads: [
          { pipeline_id: 8, status_id: 80, source_id: 3, _embedded: { source: { id: 3, name: 'Сайт' } } },
        ],
      },
    })
  })

  test('put buyers into segments and tags alike', async () => {
    const { call } = openHost({ customers: [{ id: 1 }], segments: [{ id: 4 }, { id: 5 }] })
    const _embedded = { segments: [{ id: 4 }, { id: 99 }], tags: [{ id: null, name: 'Опт' }] }
    await call('PATCH', '/api/v4/customers/1', { _embedded })
    const shown = (await call('GET', '/api/v4/customers/1')).body
    expect(shown).toMatchObject({ _embedded: { segments: [{ id: 4 }], tags: [{ name: 'Опт' }] } })
    await call('PATCH', '/api/v4/customers/1', { _embedded: { segments: [{ id: 5 }] } })
    expect((await call('GET', '/api/v4/customers/1')).body).toMatchObject({
      _embedded: { segments: [{ id: 5 }], tags: [{ name: 'Опт' }] },
    })
  })

  test('filter hooks by address, tasks by author, links by catalog', async () => {
    const { call } = openHost({
      leads: [{ id: 1, price: 1, status_id: 50, pipeline_id: 7 }],
      catalogs: [{ id: 1001 }, { id: 1002 }],
      catalog_elements: [
        { id: 1, catalog_id: 1001 },
        { id: 2, catalog_id: 1002 },
      ],
      webhooks: [{ destination: 'http://localhost/a' }, { destination: 'http://localhost/b' }],
      tasks: [
        { id: 1, created_by: 5 },
        { id: 2, created_by: 6 },
      ],
    })
    const link = (id: number): object => ({
      to_entity_id: id,
      to_entity_type: 'catalog_elements',
      metadata: { catalog_id: 1000 + id, quantity: 1, price_id: null },
    })
    await call('POST', '/api/v4/leads/1/link', [link(1), link(2)])
    const count = async (path: string, key: string): Promise<number> =>
      ((await call('GET', path)).body as { _embedded: Record<string, unknown[]> })._embedded[key]?.length ?? 0
    expect(await count('/api/v4/webhooks?filter[destination]=http://localhost/b', 'webhooks')).toBe(1)
    expect(await count('/api/v4/tasks?filter[created_by]=6', 'tasks')).toBe(1)
    expect(await count('/api/v4/leads/1/links?filter[to_catalog_id]=1002', 'links')).toBe(1)
  })
})
