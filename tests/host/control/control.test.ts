import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { createDemoAccount } from '../../../host/seeds/createDemoAccount'
import { sampleAccount } from '../api/sampleAccount'
import { openHost, type TestHost } from '../openHost'

const READS = [
  '/api/v4/account?with=users_groups,task_types,datetime_settings,is_api_filter_enabled',
  '/api/v4/users?limit=250',
  '/api/v4/leads/pipelines',
  '/api/v4/leads?with=contacts,loss_reason,source,catalog_elements&limit=250&order[id]=asc',
  '/api/v4/leads?with=contacts&limit=250&order[updated_at]=desc&page=2',
  '/api/v4/leads?with=only_deleted',
  '/api/v4/contacts?with=leads,customers&limit=250',
  '/api/v4/companies?with=leads,contacts,customers&limit=250',
  '/api/v4/customers?with=contacts,companies&limit=250',
  '/api/v4/customers/statuses',
  '/api/v4/customers/transactions?limit=250',
  '/api/v4/contacts/custom_fields?limit=250',
  '/api/v4/companies/custom_fields/groups',
  '/api/v4/events?limit=100',
]

async function readAll(host: TestHost): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const path of READS) answers.push((await host.call('GET', path)).body)
  return answers
}

/** Writes through the API and by users, so that the account is no longer what it was opened from. */
async function change(host: TestHost): Promise<void> {
  const { body } = await host.call('POST', '/api/v4/contacts/custom_fields/groups', [
    { name: '*Аналитика', sort: 5 },
  ])
  const group = (body as { _embedded: { custom_field_groups: { id: string }[] } })._embedded
    .custom_field_groups[0]
  await host.call('POST', '/api/v4/contacts/custom_fields', [
    { name: '*Продажи', type: 'numeric', code: 'SOLD', group_id: group?.id, is_api_only: true },
    { name: '*Актуально', type: 'date_time', code: 'ACTUAL', group_id: group?.id },
  ])
  const [first, second] = firstIds(host, 'contacts')
  const values = [
    { field_code: 'SOLD', values: [{ value: '12.5' }] },
    { field_code: 'ACTUAL', values: [{ value: 1_752_000_000 }] },
  ]
  await host.call('PATCH', '/api/v4/contacts', [
    { id: first, custom_fields_values: values, tags_to_add: [{ name: 'новый' }] },
  ])
  const [lead, other] = firstIds(host, 'leads')
  await host.call('POST', '/__host/changes', [
    { op: 'update', entity: 'leads', id: lead, set: { price: 777.77 } },
    { op: 'delete', entity: 'leads', id: other },
    { op: 'merge', entity: 'contacts', id: second, into: first },
    { op: 'create', entity: 'companies', set: { name: 'Новая' } },
    { op: 'link', entity: 'leads', id: lead, to: { entity: 'contacts', id: first, is_main: true } },
  ])
}

function firstIds({ store }: TestHost, entity: 'leads' | 'contacts'): number[] {
  return Array.from(store.table(entity).order('id').slice(0, 2), (index) => store.table(entity).idAt(index))
}

describe('the control API', () => {
  test.each([
    ['the account of the samples', sampleAccount],
    ['the demo account', () => createDemoAccount(1_752_000_003)],
    [
      'an empty account',
      (): AccountFile => ({
        contacts: [{ id: 1 }, { id: 2 }],
        leads: [
          { id: 1, price: 1, status_id: 1, pipeline_id: 1 },
          { id: 2, price: 1, status_id: 142, pipeline_id: 1 },
        ],
      }),
    ],
  ])('takes back what it gave: %s answers the API alike after GET and PUT', async (_name, create) => {
    const host = openHost(create())
    await change(host)
    const before = await readAll(host)
    const file = (await host.call('GET', '/__host/account')).body as AccountFile
    const other = openHost()
    const put = await other.call('PUT', '/__host/account', file)
    expect([put.status, put.body]).toEqual([200, {}])
    expect(await readAll(other)).toEqual(before)
    expect((await other.call('GET', '/__host/account')).body).toEqual(file)
  })

  test('gives only the parts that are asked for', async () => {
    const { call } = openHost(sampleAccount())
    const { body } = await call('GET', '/__host/account?only=contacts,custom_fields')
    expect(Object.keys(body as object)).toEqual(['custom_fields', 'contacts'])
  })

  test.each([
    [{ leads: [{ id: 1, price: 1, status_id: 142 }] }, 'leads[0].pipeline_id'],
    [{ leads: [{ id: 1, price: '5', status_id: 142, pipeline_id: 1 }] }, 'leads[0].price'],
    [{ contacts: [{ id: 1 }, { id: 1 }] }, 'contacts[1].id'],
    [{ contacts: {} }, 'contacts'],
    [{ kontakts: [] }, 'kontakts'],
    [
      { contacts: [{ id: 1, _embedded: { companies: [{ id: 'x' }] } }] },
      'contacts[0]._embedded.companies[0].id',
    ],
    [{ custom_fields: { people: [] } }, 'custom_fields.people'],
    [{ account: { customers_mode: 'weekly' } }, 'account.customers_mode'],
    [[], '(файл)'],
    [{ leads: [{ id: 1, price: 1, status_id: 1, pipeline_id: 1, closed_at: '2020' }] }, 'leads[0].closed_at'],
    [
      {
        custom_fields: { contacts: [] },
        contacts: [{ id: 1, custom_fields_values: [{ field_id: 5, values: [] }] }],
      },
      'contacts[0].custom_fields_values[0].field_id',
    ],
  ])('refuses %j with the path of the first bad value and keeps the account', async (file, path) => {
    const { call } = openHost({ contacts: [{ id: 7 }] })
    const answer = await call('PUT', '/__host/account', file)
    expect([answer.status, (answer.body as { path: string }).path]).toEqual([422, path])
    expect((await call('GET', '/api/v4/contacts/7')).status).toBe(200)
  })

  test('makes changes with stamps, events and trash', async () => {
    const { call } = openHost(sampleAccount(), { now: 1_760_000_000 })
    const by = 8_800_002
    const changes = [
      { op: 'delete', entity: 'leads', id: 41_000_001, by },
      { op: 'restore', entity: 'leads', id: 41_000_090, by, at: 1_759_000_000 },
      { op: 'unlink', entity: 'leads', id: 41_000_002, to: { entity: 'contacts', id: 51_000_001 } },
      { op: 'create', entity: 'transactions', set: { customer_id: 91_000_001, price: 10 } },
    ]
    expect((await call('POST', '/__host/changes', changes)).status).toBe(200)
    expect((await call('GET', '/api/v4/leads/41000001')).status).toBe(204)
    expect((await call('GET', '/api/v4/leads/41000090')).body).toMatchObject({
      updated_at: 1_759_000_000,
      updated_by: by,
    })
    const lead = (await call('GET', '/api/v4/leads/41000002?with=contacts')).body as Embedded
    expect(lead._embedded['contacts']).toEqual([])
    expect((await call('GET', '/api/v4/customers/91000001')).body).toMatchObject({
      ltv: 60_010,
      purchases_count: 4,
    })
    const log = (await call('GET', '/api/v4/events?filter[created_at][from]=1758000000&limit=100'))
      .body as Embedded
    const types = log._embedded['events']?.map(({ type }) => type)
    expect(types).toEqual(
      expect.arrayContaining([
        'lead_deleted',
        'lead_restored',
        'entity_unlinked',
        'lead_unlinked',
        'transaction_added',
        'ltv_field_changed',
      ]),
    )
  })

  test('merges contacts: the deals move over and the merged one is gone', async () => {
    const { call } = openHost(sampleAccount())
    await call('POST', '/__host/changes', [
      { op: 'merge', entity: 'contacts', id: 51_000_002, into: 51_000_001 },
    ])
    expect((await call('GET', '/api/v4/contacts/51000002')).status).toBe(204)
    const kept = (await call('GET', '/api/v4/contacts/51000001?with=leads')).body as Embedded
    expect(kept._embedded['leads']?.map(({ id }) => id)).toEqual([
      41_000_001, 41_000_002, 41_000_003, 41_000_004,
    ])
    const lead = (await call('GET', '/api/v4/leads/41000004?with=contacts')).body as Embedded
    expect(lead._embedded['contacts']).toMatchObject([{ id: 51_000_001, is_main: true }])
  })

  test('makes a change right after the n-th matching request', async () => {
    const { call } = openHost({ contacts: [{ id: 1 }, { id: 2 }] })
    const afterRequest = { method: 'GET', path: '/api/v4/contacts', n: 2 }
    await call('POST', '/__host/changes', [{ op: 'delete', entity: 'contacts', id: 2, afterRequest }])
    const counts: number[] = []
    for (let turn = 0; turn < 3; turn++)
      counts.push(
        ((await call('GET', '/api/v4/contacts')).body as Embedded)._embedded['contacts']?.length ?? 0,
      )
    expect(counts).toEqual([2, 2, 1])
  })

  test('stops the clock and lets it run again', async () => {
    const { call } = openHost({ contacts: [{ id: 1 }] })
    await call('PUT', '/__host/clock', { now: 1_900_000_000 })
    const { headers } = await call('PATCH', '/api/v4/contacts/1', { name: 'x' })
    expect((await call('GET', '/api/v4/contacts/1')).body).toMatchObject({ updated_at: 1_900_000_000 })
    expect(headers.get('Date')).toBe('Sun, 17 Mar 2030 17:46:40 GMT')
    const before = Math.floor(Date.now() / 1000)
    const { now } = (await call('PUT', '/__host/clock', {})).body as { now: number }
    expect(now).toBeGreaterThanOrEqual(before)
    expect(now).toBeLessThanOrEqual(Date.now() / 1000)
  })

  test('leaves out, garbles or ages the time of its answers', async () => {
    const { call } = openHost({ contacts: [{ id: 1 }] })
    await call('PUT', '/__host/clock', { now: 1_900_000_000 })
    const headersWith = async (dateHeader: string) => {
      await call('PUT', '/__host/faults', { dateHeader })
      const { headers } = await call('GET', '/api/v4/contacts/1')
      return [headers.get('Date'), headers.get('Age')]
    }
    expect(await headersWith('absent')).toEqual([null, null])
    expect(await headersWith('garbled')).toEqual(['12:00', null])
    expect(await headersWith('cached')).toEqual(['Sun, 17 Mar 2030 16:46:40 GMT', '3600'])
    expect(await headersWith('right')).toEqual(['Sun, 17 Mar 2030 17:46:40 GMT', null])
    const refused = await call('PUT', '/__host/faults', { dateHeader: 'late' })
    expect(refused.body).toMatchObject({ path: 'dateHeader' })
  })

  test('has a page where every option can be changed', async () => {
    const { call } = openHost(sampleAccount())
    const page = await call('GET', '/__host/')
    for (const name of [
      'user',
      'latencyMs',
      'ratePerSecond',
      'dateHeader',
      'columns',
      'now',
      'unverified.filters',
      'unverified.widgetMarkup',
      'leads',
    ])
      expect(page.text).toContain(`name="${name}"`)
  })
})

interface Embedded {
  _embedded: Record<string, { id: number; type: string }[]>
}
