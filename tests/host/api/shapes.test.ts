import { describe, expect, it } from 'vitest'

import { createApp } from '../../../host/createApp'

type Wire = Record<string, unknown>

const account = {
  leads: [
    {
      id: 1,
      price: 5,
      status_id: 142,
      pipeline_id: 7,
      _embedded: {
        contacts: [
          { id: 5, is_main: false },
          { id: 6, is_main: true },
        ],
      },
    },
  ],
  contacts: [{ id: 5 }, { id: 6 }],
  customers: [{ id: 3, ltv: 10, purchases_count: 2 }],
}

const openHost = () => {
  const { app } = createApp({ account, rate: 1000 })
  const call = async (
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; body: Wire | null }> => {
    const headers = { Authorization: 'Bearer local-token', 'Content-Type': 'application/json' }
    const response = await app.fetch(new Request(`http://crm.test${path}`, { headers, ...init }))
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : (JSON.parse(text) as Wire) }
  }
  return {
    get: async (path: string) => (await call(path)).body,
    set: (shapes: object) => call('/__host/faults', { method: 'PUT', body: JSON.stringify({ shapes }) }),
  }
}

describe('shapes of answers', () => {
  it('refuses what is no switch and no position, and names it', async () => {
    const host = openHost()
    expect(await host.set({ size: 'big' })).toMatchObject({ status: 422, body: { path: 'shapes.size' } })
    expect(await host.set({ numbers: 'roman' })).toMatchObject({
      status: 422,
      body: { path: 'shapes.numbers' },
    })
  })

  it('gives numbers as text, flags as numbers, and nothing as a list', async () => {
    const host = openHost()
    await host.set({
      numbers: 'text',
      flags: 'number',
      links: 'list',
      emptyEmbedded: 'list',
      noFields: 'absent',
    })
    const contact = await host.get('/api/v4/contacts/5')
    expect(contact).toMatchObject({ id: '5', is_deleted: 0, _links: [], _embedded: [] })
    expect(contact).not.toHaveProperty('custom_fields_values')
  })

  it('leaves out which contact is the main one, in lists or everywhere', async () => {
    const host = openHost()
    const mains = async (path: string): Promise<unknown[]> => {
      const body = await host.get(`${path}?with=contacts`)
      const embedded = (body?.['_embedded'] ?? {}) as { leads?: Wire[]; contacts?: Wire[] }
      const lead = embedded.leads?.[0]?.['_embedded'] as { contacts: Wire[] } | undefined
      return (lead?.contacts ?? embedded.contacts ?? []).map((contact) => contact['is_main'])
    }
    const read = async (isMain: string): Promise<unknown[][]> => {
      await host.set({ isMain })
      return [await mains('/api/v4/leads'), await mains('/api/v4/leads/1')]
    }
    const [told, open] = [
      [false, true],
      [undefined, undefined],
    ]
    expect(await read('always')).toEqual([told, told])
    expect(await read('absentInLists')).toEqual([open, told])
    expect(await read('absent')).toEqual([open, open])
    expect(await host.get('/api/v4/leads/links?filter[entity_id][]=1')).toMatchObject({
      _embedded: { links: [{ metadata: { main_contact: false } }, { metadata: { main_contact: true } }] },
    })
  })

  it('does not tell what buyers have bought, pipelines or their stages', async () => {
    const host = openHost()
    await host.set({ purchasesCount: 'null', ltv: 'absent', pipelineStages: 'none' })
    const customer = await host.get('/api/v4/customers/3')
    expect(customer).toMatchObject({ purchases_count: null })
    expect(customer).not.toHaveProperty('ltv')
    const pipelines = (await host.get('/api/v4/leads/pipelines'))?.['_embedded'] as { pipelines: Wire[] }
    expect(pipelines.pipelines.at(-1)).toMatchObject({ _embedded: { statuses: [] } })
    await host.set({ pipelines: '204' })
    expect(await host.get('/api/v4/leads/pipelines')).toBeNull()
  })
})
