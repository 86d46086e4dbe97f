import { describe, expect, test } from 'vitest'
import { COOKIE, openHost, type TestHost } from '../openHost'
import { type Hal, ServerClient, ServerError, valuesByCode } from './ServerClient'

const ORIGIN = 'https://demo.amocrm.ru'
const CREDENTIALS = {
  client_id: '11111111-2222-4333-8444-555555555555',
  client_secret: 'a-secret-of-an-integration',
  redirect_uri: 'https://backend.test/oauth',
}

/** Opens an account and gives the client access through the page, as its administrator does. */
async function open(): Promise<{ host: TestHost; client: ServerClient }> {
  const host = openHost({ integrations: [CREDENTIALS] })
  const client = new ServerClient(host, ORIGIN, CREDENTIALS)
  const form = { ...COOKIE, 'Content-Type': 'application/x-www-form-urlencoded' }
  const body = `client_id=${CREDENTIALS.client_id}&answer=allow`
  const { headers } = await host.call('POST', '/oauth', body, form)
  await client.authorise(new URL(headers.get('Location') ?? '').searchParams.get('code') ?? '')
  return { host, client }
}

interface Card {
  id: number
  name: string
  custom_fields_values: { field_code: string | null; values: { value: unknown }[] }[] | null
  _embedded: Record<string, { id: number; name?: string }[]>
}

describe('a server’s client written from the documents', () => {
  test('reads the account, and refreshes its token by itself when that has ended', async () => {
    const { host, client } = await open()
    expect(await client.send('GET', '/api/v4/account')).toMatchObject({ subdomain: 'demo' })
    host.context.clock.set(host.context.clock.now() + 2 * 86_400)
    expect(await client.send('GET', '/api/v4/account')).toMatchObject({ subdomain: 'demo' })
    expect(await client.send('GET', '/oauth2/account/subdomain')).toMatchObject({ id: 31_000_100 })
  })

  test('makes a company, a contact and a deal linked to each other, and writes their fields', async () => {
    const { client } = await open()
    const choice = { type: 'select', name: 'Канал', code: 'CHANNEL', enums: [{ value: 'Сайт', sort: 1 }] }
    const fields = [choice, { type: 'smart_address', name: 'Доставка', code: 'DELIVERY' }]
    await client.send('POST', '/api/v4/leads/custom_fields', fields)
    const company = await client.add('/api/v4/companies', 'companies', { name: 'ООО «Ромашка»' })
    const phone = valuesByCode('PHONE', { value: '+79990001122', enum_id: null, enum_code: 'WORKDD' })
    const email = valuesByCode('EMAIL', { value: 'a@b.test', enum_id: null, enum_code: null })
    const contact = await client.add('/api/v4/contacts', 'contacts', {
      first_name: 'Анна',
      last_name: 'Иванова',
      custom_fields_values: [phone, email],
      _embedded: { tags: [{ id: null, name: 'VIP' }] },
    })
    const lead = await client.add('/api/v4/leads', 'leads', {
      name: 'Сделка',
      price: 54_321,
      custom_fields_values: [valuesByCode('CHANNEL', { value: 'Сайт', enum_id: null })],
      _embedded: { contacts: [{ id: contact, is_main: true }], companies: [{ id: company }] },
    })
    await client.send('PATCH', `/api/v4/leads/${lead}`, {
      custom_fields_values: [
        valuesByCode(
          'DELIVERY',
          { value: 'Казань', enum_id: null, enum_code: 'city' },
          { value: '420000', enum_id: 5, enum_code: null },
        ),
      ],
    })
    const made = await client.send<Card>('GET', `/api/v4/leads/${lead}?with=contacts`)
    expect(made._embedded['contacts']).toMatchObject([{ id: contact, is_main: true }])
    expect(made._embedded['companies']).toMatchObject([{ id: company }])
    const written = made.custom_fields_values?.map(({ field_code, values }) => [field_code, values.length])
    expect(written).toEqual([
      ['CHANNEL', 1],
      ['DELIVERY', 2],
    ])
    const card = await client.send<Card>('GET', `/api/v4/contacts/${contact}?with=leads`)
    expect(card._embedded).toMatchObject({ tags: [{ name: 'VIP' }], leads: [{ id: lead }] })
  })

  test('sends a record back whole, as it was read', async () => {
    const { client } = await open()
    const id = await client.add('/api/v4/contacts', 'contacts', {
      name: 'Анна',
      custom_fields_values: [valuesByCode('PHONE', { value: '+7', enum_id: null, enum_code: 'MOB' })],
    })
    const card = await client.send<Card>('GET', `/api/v4/contacts/${id}`)
    const changed = await client.send<Hal>('PATCH', '/api/v4/contacts', [{ ...card, first_name: 'Ольга' }])
    expect(changed._embedded['contacts']?.[0]?.id).toBe(id)
    const after = await client.send<Card>('GET', `/api/v4/contacts/${id}`)
    expect(after).toMatchObject({ name: 'Ольга', custom_fields_values: card.custom_fields_values })
  })

  test('links and unlinks by the methods for it', async () => {
    const { client } = await open()
    const contact = await client.add('/api/v4/contacts', 'contacts', { name: 'К' })
    const next = { name: 'П', next_date: 1_760_000_000 }
    const customer = await client.add('/api/v4/customers', 'customers', next)
    const link = { to_entity_id: contact, to_entity_type: 'contacts', metadata: null }
    await client.send('POST', `/api/v4/customers/${customer}/link`, [link])
    const links = `/api/v4/customers/${customer}/links`
    expect((await client.send<Hal<object>>('GET', links))._embedded['links']).toMatchObject([
      { to_entity_id: contact, to_entity_type: 'contacts' },
    ])
    await client.send('POST', `/api/v4/customers/${customer}/unlink`, [link])
    expect((await client.send<Hal<object>>('GET', links))._embedded['links']).toEqual([])
  })

  test('writes notes, tasks and tags, and reads lists page by page', async () => {
    const { client } = await open()
    const contact = await client.add('/api/v4/contacts', 'contacts', { name: 'К' })
    const note = { entity_id: contact, note_type: 'common', params: { text: 'Да' }, created_by: null }
    for (let number = 0; number < 5; number++) await client.send('POST', '/api/v4/contacts/notes', [note])
    expect(await client.all('/api/v4/contacts/notes?limit=2', 'notes')).toHaveLength(5)
    const task = await client.add('/api/v4/tasks', 'tasks', {
      text: 'Позвонить',
      complete_till: 1_760_000_000,
      entity_id: contact,
      entity_type: 'contacts',
      responsible_user_id: null,
    })
    await client.send('PATCH', '/api/v4/tasks', [{ id: task, is_completed: true, result: { text: 'Ок' } }])
    const done = await client.all<{ result: object }>('/api/v4/tasks?filter[is_completed][]=1', 'tasks')
    expect(done).toMatchObject([{ id: task, result: { text: 'Ок' } }])
    await client.send('POST', '/api/v4/contacts/tags', [{ name: 'Опт', color: null }])
    await client.send('PATCH', `/api/v4/contacts/${contact}`, { tags_to_add: [{ id: null, name: 'Опт' }] })
    const card = await client.send<Card>('GET', `/api/v4/contacts/${contact}`)
    expect(card._embedded['tags']).toMatchObject([{ name: 'Опт' }])
    expect(await client.all('/api/v4/contacts/tags', 'tags')).toHaveLength(1)
  })

  test('records purchases and takes one back', async () => {
    const { client } = await open()
    const next = { name: 'П', next_date: 1_760_000_000 }
    const customer = await client.add('/api/v4/customers', 'customers', next)
    const path = `/api/v4/customers/${customer}/transactions`
    const bought = [
      { price: 100, comment: null, completed_at: null },
      { price: 50, comment: 'второй раз' },
    ]
    const made = await client.send<Hal>('POST', `${path}?accrue_bonus=true`, bought)
    const first = made._embedded['transactions']?.[0]?.id
    expect(await client.send('GET', `/api/v4/customers/${customer}`)).toMatchObject({ ltv: 150 })
    expect(await client.send('DELETE', `${path}/${first}`)).toBeNull()
    expect(await client.send('GET', `/api/v4/customers/${customer}`)).toMatchObject({ ltv: 50 })
  })

  test('subscribes to hooks, and reads events with words for their types', async () => {
    const { client } = await open()
    const hook = { destination: 'http://localhost:9/hook', settings: ['add_lead'], sort: null }
    await client.send('POST', '/api/v4/webhooks', hook)
    expect(await client.all('/api/v4/webhooks', 'webhooks')).toHaveLength(1)
    await client.send('DELETE', '/api/v4/webhooks', hook)
    expect(await client.all('/api/v4/webhooks', 'webhooks')).toHaveLength(0)
    await client.add('/api/v4/leads', 'leads', { name: 'Сделка' })
    const events = await client.all<{ type: string }>('/api/v4/events?filter[type]=lead_added', 'events')
    const types = await client.all<{ key: string; lang: string }>('/api/v4/events/types', 'events_types')
    expect(types.find(({ key }) => key === events[0]?.type)?.lang).toBe('Новая сделка')
  })

  test('is told by the answer what it did wrong', async () => {
    const { client } = await open()
    const refused = client.send('POST', '/api/v4/contacts', [
      { name: 'К', custom_fields_values: [valuesByCode('NONE', { value: '1' })] },
    ])
    await expect(refused).rejects.toThrow(ServerError)
    await expect(refused).rejects.toThrow('custom_fields_values.0.field_code')
  })
})
