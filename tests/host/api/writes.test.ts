import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { openHost } from '../openHost'

interface Refusal {
  detail: string
  'validation-errors': { request_id: string; errors: { code: string; path: string }[] }[]
}

interface Card {
  name: string
  updated_at: number
  custom_fields_values: { field_id: number; values: { value: unknown }[] }[] | null
}

const account = (): AccountFile => ({
  contacts: [
    { id: 1, name: 'Первый' },
    { id: 2, name: 'Второй' },
  ],
  custom_fields: {
    contacts: [
      { id: 10, name: 'Число', type: 'numeric', code: 'COUNT', is_api_only: true },
      { id: 11, name: 'Время', type: 'date_time' },
      { id: 12, name: 'Текст', type: 'text' },
    ],
  },
})
const value = (field_id: number, one: unknown): object => ({ field_id, values: [{ value: one }] })
const valuesOf = (body: unknown): unknown[] =>
  ((body as Card).custom_fields_values ?? []).map(({ field_id, values }) => [field_id, values[0]?.value])

describe('a write', () => {
  test('stores a number as text and gives it back as a string, a time as a whole number', async () => {
    const { call } = openHost(account())
    await call('PATCH', '/api/v4/contacts', [
      { id: 1, custom_fields_values: [value(10, '1.50'), value(11, 1_752_000_000)] },
      { id: 2, custom_fields_values: [value(10, 300.99), value(11, '2025-07-08T18:40:00Z')] },
    ])
    expect(valuesOf((await call('GET', '/api/v4/contacts/1')).body)).toEqual([
      [10, '1.50'],
      [11, 1_752_000_000],
    ])
    expect(valuesOf((await call('GET', '/api/v4/contacts/2')).body)).toEqual([
      [10, '300.99'],
      [11, 1_752_000_000],
    ])
  })

  test('leaves fields alone that it does not name, and clears by null', async () => {
    const { call } = openHost(account())
    await call('PATCH', '/api/v4/contacts/1', { custom_fields_values: [value(10, '7'), value(12, 'да')] })
    await call('PATCH', '/api/v4/contacts/1', {
      custom_fields_values: [{ field_code: 'COUNT', values: null }],
    })
    expect(valuesOf((await call('GET', '/api/v4/contacts/1')).body)).toEqual([[12, 'да']])
  })

  test.each([
    [[value(99, '1')], 'NotSupportedChoice', 'custom_fields_values.0.field_id'],
    [[value(10, '1'), value(11, '2020-06-17')], 'InvalidType', 'custom_fields_values.1.values.0.value'],
    [[value(10, 'много')], 'InvalidType', 'custom_fields_values.0.values.0.value'],
    [[value(12, 5)], 'InvalidType', 'custom_fields_values.0.values.0.value'],
    [[{ field_id: 10, values: '1' }], 'InvalidType', 'custom_fields_values.0.values'],
    [
      [{ field_id: 10, values: [{ value: '1', enum_code: 'WORK' }] }],
      'FieldNotExpected',
      'custom_fields_values.0.values.0.enum_code',
    ],
    [[{ values: [] }], '36b4f074-7403-11ea-af30-00163e2085ae', 'custom_fields_values.0'],
  ])('with %j is refused as a whole, with code and path', async (values, code, path) => {
    const { call } = openHost(account())
    const answer = await call('PATCH', '/api/v4/contacts', [
      { id: 1, name: 'Не должно записаться' },
      { id: 2, request_id: 'мой', custom_fields_values: values },
    ])
    expect([answer.status, answer.type]).toEqual([400, 'application/problem+json'])
    const refusal = answer.body as Refusal
    expect(refusal['validation-errors']).toEqual([
      { request_id: 'мой', errors: [expect.objectContaining({ code, path })] },
    ])
    expect(((await call('GET', '/api/v4/contacts/1')).body as Card).name).toBe('Первый')
  })

  test('of an unknown id is refused, or left out where the switch says so', async () => {
    const batch = [
      { id: 1, name: 'Новый' },
      { id: 77, name: 'Нет такого' },
    ]
    const strict = openHost(account())
    const refused = await strict.call('PATCH', '/api/v4/contacts', batch)
    expect(refused.status).toBe(400)
    expect((refused.body as Refusal)['validation-errors'][0]).toMatchObject({
      request_id: '1',
      errors: [{ path: 'id' }],
    })
    const lenient = openHost(account(), { unverified: { batchMissingId: 'skip' } })
    const { status, body } = await lenient.call('PATCH', '/api/v4/contacts', batch)
    expect(status).toBe(200)
    expect((body as { _embedded: { contacts: unknown[] } })._embedded.contacts).toHaveLength(1)
  })

  test.each([
    ['PATCH', '/api/v4/contacts/1', [{ name: 'x' }], 405],
    ['PATCH', '/api/v4/contacts', { id: 1 }, 405],
    ['DELETE', '/api/v4/contacts/1', undefined, 405],
    ['PATCH', '/api/v4/contacts', [], 400],
    ['PATCH', '/api/v4/contacts', undefined, 400],
    ['PATCH', '/api/v4/contacts', '{"id":', 400],
    ['PATCH', '/api/v4/contacts', Array.from({ length: 251 }, () => ({ id: 1 })), 422],
    ['POST', '/api/v4/contacts', Array.from({ length: 251 }, () => ({ name: 'x' })), 422],
    ['GET', '/api/v4/nothing', undefined, 404],
    ['GET', '/api/v4/contacts/custom_fields/groups/none', undefined, 404],
    ['GET', '/api/v4/contacts/99', undefined, 204],
  ])('%s %s of the wrong shape is answered as the CRM does', async (method, path, body, status) => {
    const { call } = openHost(account())
    expect((await call(method, path, body)).status).toBe(status)
  })

  test('moves the stamp to the clock even when nothing differs, and logs only what differs', async () => {
    const { call, context } = openHost(account())
    await call('PATCH', '/api/v4/contacts', [{ id: 1, custom_fields_values: [value(10, '5')] }])
    context.clock.set(1_752_000_100)
    await call('PATCH', '/api/v4/contacts', [{ id: 1, custom_fields_values: [value(10, '5')] }])
    expect(((await call('GET', '/api/v4/contacts/1')).body as Card).updated_at).toBe(1_752_000_100)
    const { body } = await call('GET', '/api/v4/events?filter[type][]=custom_field_10_value_changed')
    expect((body as { _embedded: { events: unknown[] } })._embedded.events).toHaveLength(1)
  })

  test('of a deal keeps the fraction of its budget and the date of its closing', async () => {
    const { call, context } = openHost({ leads: [{ id: 1, price: 100, status_id: 50, pipeline_id: 7 }] })
    await call('PATCH', '/api/v4/leads/1', { price: 300.99, status_id: 142 })
    expect((await call('GET', '/api/v4/leads/1')).body).toMatchObject({
      price: 300,
      price_with_minor_units: 300.99,
      closed_at: context.clock.now(),
    })
    await call('PATCH', '/api/v4/leads/1', { status_id: 50 })
    expect((await call('GET', '/api/v4/leads/1')).body).toMatchObject({ closed_at: null })
    const types = (await call('GET', '/api/v4/events?limit=100')).body as {
      _embedded: { events: { type: string }[] }
    }
    expect(types._embedded.events.map(({ type }) => type).sort()).toEqual([
      'lead_status_changed',
      'lead_status_changed',
      'sale_field_changed',
    ])
  })

  test('refuses a dismissed or unknown user and a stage of another pipeline', async () => {
    const { call } = openHost({ leads: [{ id: 1, price: 1, status_id: 50, pipeline_id: 7 }] })
    const answer = await call('PATCH', '/api/v4/leads', [{ id: 1, responsible_user_id: 5, status_id: 51 }])
    const paths = (answer.body as Refusal)['validation-errors'][0]?.errors.map(({ path }) => path)
    expect(paths).toEqual(['responsible_user_id', 'status_id'])
  })

  test('of a purchase moves the figures of its buyer, and so does its deletion', async () => {
    const customers = [{ id: 5, status_id: 47_000_005 }]
    const { call } = openHost({ customers, transactions: [{ id: 1, customer_id: 5, price: 100 }] })
    await call('POST', '/api/v4/customers/5/transactions', [{ price: 50, next_price: 70 }])
    expect((await call('GET', '/api/v4/customers/5')).body).toMatchObject({
      ltv: 150,
      purchases_count: 2,
      average_check: 75,
      next_price: 70,
      status_id: 47_000_001,
    })
    expect((await call('DELETE', '/api/v4/customers/transactions/1')).status).toBe(204)
    expect((await call('GET', '/api/v4/customers/5')).body).toMatchObject({ ltv: 50, purchases_count: 1 })
  })
})
