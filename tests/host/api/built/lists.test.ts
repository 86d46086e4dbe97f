import { describe, expect, test } from 'vitest'
import { USER_IDS } from '../../../../host/account/defaultUsers'
import { sampleAccount } from '../sampleAccount'
import { COOKIE, openHost } from '../../openHost'

interface Shown {
  id: number
  name: string
  code: string
  request_id: unknown
  rights: Record<string, unknown>
  _embedded: Record<string, Shown[]>
}

const shown = (body: unknown, key: string): Shown[] => (body as Shown)._embedded[key] ?? []

describe('catalogs', () => {
  test('are made up to ten, one of goods among them, and changed', async () => {
    const { call } = openHost()
    const [goods] = shown(
      (await call('POST', '/api/v4/catalogs', [{ name: 'Товары', type: 'products', sort: null }])).body,
      'catalogs',
    )
    expect(goods).toMatchObject({
      name: 'Товары',
      type: 'products',
      can_link_multiple: true,
      request_id: '0',
    })
    expect((await call('POST', '/api/v4/catalogs', [{ name: 'Ещё', type: 'products' }])).status).toBe(400)
    expect((await call('POST', '/api/v4/catalogs', [{ type: 'regular' }])).status).toBe(400)
    const changed = await call('PATCH', `/api/v4/catalogs/${goods?.id}`, {
      can_link_multiple: false,
      type: 'regular',
    })
    expect(changed.body).toMatchObject({ type: 'products', can_link_multiple: false })
    const many = Array.from({ length: 10 }, () => ({ name: 'Список' }))
    expect((await call('POST', '/api/v4/catalogs', many)).status).toBe(422)
    await call('PUT', '/__host/session', { user: 'free' })
    expect((await call('POST', '/api/v4/catalogs', [{ name: 'Нет' }], COOKIE)).status).toBe(403)
  })

  test('of goods come with fields, which elements are written by', async () => {
    const { call } = openHost()
    const made = await call('POST', '/api/v4/catalogs', [{ name: 'Товары', type: 'products' }])
    const path = `/api/v4/catalogs/${shown(made.body, 'catalogs')[0]?.id}`
    const fields = shown((await call('GET', `${path}/custom_fields`)).body, 'custom_fields')
    expect(fields.map(({ code }) => code)).toEqual(['SKU', 'DESCRIPTION', 'PRICE', 'GROUP', 'EXTERNAL_ID'])
    expect(fields[0]).toMatchObject({ entity_type: 'catalogs', is_visible: true, is_required: false })
    expect(fields[0]).not.toHaveProperty('group_id')
    const group = fields.find(({ code }) => code === 'GROUP')?.id
    const nested = [
      { value: 'Насосы', sort: 1, request_id: 'a' },
      { value: 'Ручные', sort: 1, parent_request_id: 'a' },
    ]
    await call('PATCH', `${path}/custom_fields/${group}`, { nested })
    const element = {
      name: 'Насос',
      custom_fields_values: [
        { field_id: null, field_code: 'SKU', values: [{ value: 'N-1' }] },
        { field_id: null, field_code: 'PRICE', values: [{ value: 100 }] },
        { field_id: group, values: [{ value: 'Ручные', enum_id: null }] },
      ],
    }
    const answer = await call('POST', `${path}/elements`, [element])
    const [made1] = shown(answer.body, 'elements')
    expect(made1).toMatchObject({
      name: 'Насос',
      is_deleted: false,
      request_id: 0,
      custom_fields_values: [
        { field_code: 'SKU', field_type: 'text', values: [{ value: 'N-1' }] },
        { field_code: 'PRICE', field_type: 'numeric', values: [{ value: '100' }] },
        { field_code: 'GROUP', field_type: 'category', values: [{ value: 'Ручные' }] },
      ],
    })
    const patch = { custom_fields_values: [{ field_code: 'SKU', values: null }] }
    const changed = (await call('PATCH', `${path}/elements/${made1?.id}`, patch)).body
    expect((changed as { custom_fields_values: unknown[] }).custom_fields_values).toHaveLength(2)
    const batch = await call('PATCH', `${path}/elements`, [{ id: made1?.id, name: 'Помпа' }])
    expect(shown(batch.body, 'elements')).toMatchObject([{ name: 'Помпа', request_id: made1?.id }])
    expect((await call('GET', `${path}/elements?query=ручн`)).status).toBe(200)
    expect((await call('DELETE', `${path}/custom_fields/${fields[0]?.id}`)).status).toBe(403)
  })

  test('of a file learn their fields from its elements, and keep all through the account file', async () => {
    const { call } = openHost(sampleAccount())
    const path = '/api/v4/catalogs/4500'
    const sku = { field_id: null, field_code: 'sku', values: [{ value: 'Новый' }] }
    const group = { field_code: 'GROUP', values: [{ value: 'Насосы', enum_id: null }] }
    const changed = await call('PATCH', `${path}/elements/620002`, { custom_fields_values: [sku, group] })
    expect(changed.status).toBe(200)
    await call('POST', `${path}/custom_fields`, [{ name: 'Вес', type: 'numeric', code: 'WEIGHT' }])
    const reads = [`${path}/elements`, `${path}/custom_fields`, '/api/v4/catalogs']
    const before = await Promise.all(reads.map(async (read) => (await call('GET', read)).body))
    await call('PUT', '/__host/account', (await call('GET', '/__host/account')).body)
    const after = await Promise.all(reads.map(async (read) => (await call('GET', read)).body))
    expect(after).toEqual(before)
  })
})

describe('calls', () => {
  test('become notes of the card that has the phone, and are told one by one when nobody has', async () => {
    const { call } = openHost()
    const phone = { field_code: 'PHONE', values: [{ value: '8 (999) 000-11-22' }] }
    const made = await call('POST', '/api/v4/contacts', [{ name: 'К', custom_fields_values: [phone] }])
    const id = shown(made.body, 'contacts')[0]?.id
    const one = { direction: 'inbound', duration: 60, source: 'АТС', phone: '+79990001122', call_status: 4 }
    const answer = await call('POST', '/api/v4/calls', [
      one,
      { ...one, phone: '+70000000000', request_id: 'б' },
    ])
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      _total_items: 1,
      errors: [{ request_id: 'б', status: 263, detail: 'Entity not found' }],
      _embedded: { calls: [{ entity_id: id, entity_type: 'contact', request_id: '0' }] },
    })
    const notes = (await call('GET', `/api/v4/contacts/${id}/notes`)).body
    expect(shown(notes, 'notes')).toMatchObject([
      { note_type: 'call_in', params: { duration: 60, phone: '+79990001122', link: null } },
    ])
    expect((await call('GET', '/api/v4/events?filter[type]=incoming_call')).status).toBe(200)
    expect((await call('POST', '/api/v4/calls', [{ ...one, direction: 'up' }])).status).toBe(400)
  })
})

describe('sources', () => {
  test('have an outer id of their own that never changes', async () => {
    const { call } = openHost()
    const made = await call('POST', '/api/v4/sources', [{ name: 'Сайт', external_id: 'site' }])
    const id = shown(made.body, 'sources')[0]?.id
    expect((await call('POST', '/api/v4/sources', [{ name: 'Ещё', external_id: 'site' }])).status).toBe(400)
    expect((await call('POST', '/api/v4/sources', [{ name: 'Ещё', external_id: 'сайт' }])).status).toBe(400)
    const changed = await call('PATCH', `/api/v4/sources/${id}`, { name: 'Форма', external_id: 'other' })
    expect(changed.body).toMatchObject({ name: 'Форма', external_id: 'site' })
    expect((await call('GET', '/api/v4/sources?filter[external_id]=site')).status).toBe(200)
    expect((await call('DELETE', '/api/v4/sources', [{ id }, { id: 1 }])).body).toMatchObject({
      'validation-errors': [{ request_id: '1', errors: [{ code: 'EntityNotFound' }] }],
    })
    expect((await call('DELETE', '/api/v4/sources', [{ id }])).status).toBe(204)
    expect((await call('GET', `/api/v4/sources/${id}`)).status).toBe(404)
  })
})

describe('stages and segments of buyers', () => {
  test('are made, changed and deleted, system stages never', async () => {
    const { call } = openHost()
    const made = await call('POST', '/api/v4/customers/statuses', [{ name: 'Свой', sort: 2 }])
    const status = `/api/v4/customers/statuses/${shown(made.body, 'statuses')[0]?.id}`
    expect((await call('PATCH', status, { name: 'Иной' })).body).toMatchObject({ name: 'Иной', type: 0 })
    expect((await call('DELETE', status)).status).toBe(204)
    expect((await call('DELETE', '/api/v4/customers/statuses/47000001')).status).toBe(403)
    const segment = (await call('POST', '/api/v4/customers/segments', { name: 'VIP', color: 'ae003f' }))
      .body as Shown
    const path = `/api/v4/customers/segments/${segment.id}`
    expect((await call('PATCH', path, { name: 'Опт' })).body).toMatchObject({ name: 'Опт', color: 'ae003f' })
    expect((await call('DELETE', path)).status).toBe(204)
    expect((await call('POST', '/api/v4/customers/segments', { color: 'ae003f' })).status).toBe(400)
  })
})

describe('roles and users', () => {
  test('share rights: a changed role changes its users', async () => {
    const { call } = openHost({
      users: [{ id: 1, name: 'Вася', rights: { role_id: 9 } }],
      roles: [{ id: 9, name: 'Продажи' }],
    })
    const leads = { view: 'M', edit: 'M', add: 'A', delete: 'D', export: 'D' }
    await call('PATCH', '/api/v4/roles/9', { rights: { leads, contacts: null } })
    expect((await call('GET', '/api/v4/users/1?with=role')).body).toMatchObject({
      rights: { leads },
      _embedded: { roles: [{ id: 9, name: 'Продажи' }] },
    })
    expect((await call('GET', '/api/v4/roles/9?with=users')).body).toMatchObject({
      _embedded: { users: [{ id: 1 }] },
    })
    expect((await call('DELETE', '/api/v4/roles/9')).status).toBe(204)
    expect((await call('GET', '/api/v4/roles')).status).toBe(204)
  })

  test('are added by an administrator, and switched off and on', async () => {
    const { call } = openHost()
    const fresh = {
      name: 'Новый',
      email: 'new@x.test',
      password: 'secret',
      lang: 'ru',
      rights: { leads: null },
    }
    const made = await call('POST', '/api/v4/users', [fresh])
    expect(made.status).toBe(201)
    expect(made.text).not.toContain('secret')
    const [user] = shown(made.body, 'users')
    expect(user?.rights['leads']).toMatchObject({ view: 'A' })
    expect((await call('POST', '/api/v4/users', [fresh])).status).toBe(400)
    expect((await call('POST', '/api/v4/users/deactivate', [{ id: user?.id }])).status).toBe(204)
    expect((await call('GET', `/api/v4/users/${user?.id}`)).body).toMatchObject({
      rights: { is_active: false },
    })
    expect((await call('POST', '/api/v4/users/activate', [{ id: user?.id }])).status).toBe(204)
    expect((await call('POST', '/api/v4/users/deactivate', [{ id: USER_IDS.admin }])).status).toBe(400)
    await call('PUT', '/__host/session', { user: 'observer' })
    expect((await call('GET', '/api/v4/roles', undefined, COOKIE)).status).toBe(403)
  })
})
