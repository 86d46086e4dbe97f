import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../../host/account/accountFile'
import { COOKIE, openHost } from '../../openHost'

interface Shown {
  id: number
  request_id: string
  name: string
  is_main: boolean
  uid: string
  _embedded: Record<string, Shown[]>
}

const account = (): AccountFile => ({
  contacts: [{ id: 5, name: 'Прежний' }],
  pipelines: [
    {
      id: 7,
      is_main: true,
      _embedded: { statuses: [{ id: 70, type: 1 }, { id: 71 }, { id: 142 }, { id: 143 }] },
    },
  ],
})
const shown = (body: unknown, key: string): Shown[] => (body as Shown)._embedded[key] ?? []
const form = { form_id: 'f', form_name: 'Форма', form_page: 'https://x.test', ip: '1.1.1.1', form_sent_at: 1 }

describe('leads/complex', () => {
  test('makes deals with their cards and answers a plain list', async () => {
    const { call } = openHost(account())
    const phone = { field_id: null, field_code: 'PHONE', values: [{ value: '+7999', enum_id: null }] }
    const answer = await call('POST', '/api/v4/leads/complex', [
      {
        name: 'Новая',
        price: 10,
        request_id: 'моя',
        _embedded: {
          tags: [{ name: 'сайт' }],
          contacts: [{ first_name: 'Анна', custom_fields_values: [phone] }],
          companies: [{ name: 'ООО' }],
        },
      },
      { name: 'К прежнему', _embedded: { contacts: [{ id: 5 }] } },
    ])
    const made = answer.body as { id: number; contact_id: number; company_id: number | null }[]
    expect(answer.body).toEqual([
      {
        id: expect.any(Number) as number,
        contact_id: expect.any(Number) as number,
        company_id: expect.any(Number) as number,
        request_id: ['моя'],
        merged: false,
      },
      { id: expect.any(Number) as number, contact_id: 5, company_id: null, request_id: ['1'], merged: false },
    ])
    const lead = (await call('GET', `/api/v4/leads/${made[0]?.id}?with=contacts`)).body
    expect(lead).toMatchObject({
      status_id: 71,
      _embedded: {
        tags: [{ name: 'сайт' }],
        contacts: [{ id: made[0]?.contact_id, is_main: true }],
        companies: [{ id: made[0]?.company_id }],
      },
    })
  })

  test.each([
    [{ contacts: [{ id: 99 }] }, '_embedded.contacts.0.id'],
    [
      { contacts: [{ name: 'К', custom_fields_values: [{ field_id: 1, values: [] }] }] },
      '_embedded.contacts.0.custom_fields_values.0.field_id',
    ],
    [
      {
        companies: [
          {
            name: 'К',
            custom_fields_values: Array.from({ length: 41 }, () => ({ field_code: 'WEB', values: null })),
          },
        ],
      },
      '_embedded.companies.0.custom_fields_values',
    ],
  ])('refuses the whole for a card that does not fit (%#)', async (embedded, path) => {
    const { call } = openHost(account())
    const answer = await call('POST', '/api/v4/leads/complex', [
      { name: 'a' },
      { name: 'b', _embedded: embedded },
    ])
    expect(answer.body).toMatchObject({
      status: 400,
      'validation-errors': [{ request_id: '1', errors: [{ path }] }],
    })
    expect((await call('GET', '/api/v4/leads')).status).toBe(204)
    const many = Array.from({ length: 51 }, () => ({ name: 'x' }))
    expect((await call('POST', '/api/v4/leads/complex', many)).status).toBe(422)
  })
})

describe('requests in «Неразобранное»', () => {
  const request = {
    source_uid: 'u',
    source_name: 'Сайт',
    pipeline_id: null,
    metadata: form,
    _embedded: { leads: [{ name: 'Заявка' }], contacts: [{ name: 'Клиент' }] },
  }

  test('wait beside the lists until they are accepted', async () => {
    const { call } = openHost(account())
    const made = shown((await call('POST', '/api/v4/leads/unsorted/forms', [request])).body, 'unsorted')[0]
    const listed = (await call('GET', '/api/v4/leads/unsorted')).body
    expect(shown(listed, 'unsorted')).toMatchObject([
      { uid: made?.uid, category: 'forms', pipeline_id: 7, metadata: form, source_name: 'Сайт' },
    ])
    const contacts = async (): Promise<string[]> =>
      shown((await call('GET', '/api/v4/contacts')).body, 'contacts').map(({ name }) => name)
    expect(await contacts()).toEqual(['Прежний'])
    const accepted = await call('POST', `/api/v4/leads/unsorted/${made?.uid}/accept`, { status_id: 142 })
    expect(accepted.body).toMatchObject({ uid: made?.uid, category: 'forms' })
    const lead = shown(accepted.body, 'leads')[0]?.id
    expect((await call('GET', `/api/v4/leads/${lead}`)).body).toMatchObject({ status_id: 142 })
    expect(await contacts()).toEqual(['Прежний', 'Клиент'])
    expect((await call('GET', '/api/v4/leads/unsorted')).status).toBe(204)
    expect((await call('POST', `/api/v4/leads/unsorted/${made?.uid}/accept`, [])).status).toBe(404)
  })

  test('go to the trash with their cards when they are declined, and are counted', async () => {
    const host = openHost(account())
    const { call, context } = host
    const sip = { ...request, metadata: { from: 'a', phone: '7', called_at: 1, duration: 5, link: 'x' } }
    const uids = shown((await call('POST', '/api/v4/leads/unsorted/sip', [sip, sip])).body, 'unsorted')
    context.clock.set(context.clock.now() + 60)
    await call('DELETE', `/api/v4/leads/unsorted/${uids[0]?.uid}/decline`, { user_id: null })
    await call('POST', `/api/v4/leads/unsorted/${uids[1]?.uid}/accept`)
    expect(shown((await call('GET', '/api/v4/leads')).body, 'leads')).toHaveLength(1)
    expect(shown((await call('GET', '/api/v4/contacts?with=only_deleted')).body, 'contacts')).toHaveLength(1)
    expect((await call('GET', '/api/v4/leads/unsorted/summary')).body).toMatchObject({
      total: 2,
      accepted: 1,
      declined: 1,
      average_sort_time: 60,
      categories: { sip: { total: 2 }, forms: { total: 0 } },
    })
  })

  test('come from leads/complex with metadata, and stay in the account file', async () => {
    const { call } = openHost(account())
    const metadata = { category: 'forms', ...form }
    await call('POST', '/api/v4/leads/complex', [{ name: 'Заявка', _embedded: { metadata } }])
    const before = (await call('GET', '/api/v4/leads/unsorted')).body
    expect(shown(before, 'unsorted')).toMatchObject([{ category: 'forms', metadata: form }])
    const file = (await call('GET', '/__host/account')).body
    expect((await call('PUT', '/__host/account', file)).status).toBe(200)
    expect((await call('GET', '/api/v4/leads/unsorted')).body).toEqual(before)
  })

  test('need a source, a name and what the source says', async () => {
    const { call } = openHost(account())
    const answer = await call('POST', '/api/v4/leads/unsorted/forms', [{ source_uid: null, pipeline_id: 8 }])
    const issues = (answer.body as { 'validation-errors': { errors: { path: string }[] }[] })[
      'validation-errors'
    ]
    expect(issues[0]?.errors.map(({ path }) => path)).toEqual([
      'source_uid',
      'source_name',
      'metadata',
      'pipeline_id',
    ])
  })
})

describe('pipelines', () => {
  const fresh = {
    name: 'Новая',
    sort: 20,
    is_main: true,
    is_unsorted_on: true,
    _embedded: {
      statuses: [
        { name: 'Первый', sort: 20, color: '#fffeb2' },
        { id: 142, name: 'Ура' },
      ],
    },
  }

  test('are made with their stages, changed, and deleted while no deal stands in them', async () => {
    const { call } = openHost(account())
    const [made] = shown((await call('POST', '/api/v4/leads/pipelines', [fresh])).body, 'pipelines')
    expect(made?._embedded['statuses']?.map(({ name }) => name)).toEqual([
      'Неразобранное',
      'Первый',
      'Ура',
      'Закрыто и не реализовано',
    ])
    const mains = async (): Promise<boolean[]> =>
      shown((await call('GET', '/api/v4/leads/pipelines')).body, 'pipelines').map((one) => one.is_main)
    expect(await mains()).toEqual([false, true])
    const path = `/api/v4/leads/pipelines/${made?.id}`
    expect((await call('PATCH', path, { name: 'Иная', is_main: false })).body).toMatchObject({
      name: 'Иная',
      is_main: true,
    })
    await call('POST', '/api/v4/leads', [{ name: 'Сделка', pipeline_id: made?.id }])
    expect((await call('DELETE', path)).status).toBe(400)
    expect((await call('DELETE', '/api/v4/leads/pipelines/7')).status).toBe(204)
    expect((await call('DELETE', path)).status).toBe(400)
  })

  test('take and lose stages', async () => {
    const { call } = openHost(account())
    const path = '/api/v4/leads/pipelines/7/statuses'
    const [stage] = shown((await call('POST', path, [{ name: 'Ещё', sort: 15 }])).body, 'statuses')
    expect((await call('PATCH', `${path}/${stage?.id}`, { name: 'Другой' })).body).toMatchObject({
      name: 'Другой',
    })
    expect((await call('DELETE', `${path}/${stage?.id}`)).status).toBe(204)
    expect((await call('POST', path, [{ sort: 5 }])).status).toBe(400)
  })

  test('and reasons of refusal are an administrator’s to write', async () => {
    const { call } = openHost(account())
    await call('PUT', '/__host/session', { user: 'manager' })
    expect((await call('POST', '/api/v4/leads/pipelines', [fresh], COOKIE)).status).toBe(403)
    expect((await call('POST', '/api/v4/leads/loss_reasons', [{ name: 'Дорого' }], COOKIE)).status).toBe(403)
    const [reason] = shown(
      (await call('POST', '/api/v4/leads/loss_reasons', [{ name: 'Дорого', sort: 5 }])).body,
      'loss_reasons',
    )
    expect((await call('GET', `/api/v4/leads/loss_reasons/${reason?.id}`)).body).toMatchObject({
      name: 'Дорого',
    })
    expect((await call('DELETE', `/api/v4/leads/loss_reasons/${reason?.id}`)).status).toBe(204)
  })
})
