import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../host/account/accountFile'
import { USER_IDS } from '../../../host/account/defaultUsers'
import { COOKIE, openHost } from '../openHost'
import { readSample } from './sampleAccount'

const own = USER_IDS.limited
const account = (): AccountFile => ({
  leads: [
    {
      id: 1,
      price: 1,
      status_id: 50,
      pipeline_id: 7,
      responsible_user_id: own,
      _embedded: { contacts: [{ id: 1 }] },
    },
    {
      id: 2,
      price: 1,
      status_id: 142,
      pipeline_id: 7,
      responsible_user_id: own,
      _embedded: { contacts: [{ id: 1 }] },
    },
    { id: 3, price: 1, status_id: 142, pipeline_id: 7, _embedded: { contacts: [{ id: 1 }] } },
  ],
  contacts: [{ id: 1, responsible_user_id: own }, { id: 2 }],
})
const ids = (body: unknown, key: string): number[] =>
  ((body as { _embedded: Record<string, { id: number }[]> } | null)?._embedded[key] ?? []).map(({ id }) => id)

describe('rights', () => {
  test('of the limited user show his own records without the hidden stage', async () => {
    const { call } = openHost(account(), { userId: own })
    // The only ordinary stage of the last pipeline is hidden from him: deal 1 stands in it.
    expect(ids((await call('GET', '/api/v4/leads', undefined, COOKIE)).body, 'leads')).toEqual([2])
    expect(ids((await call('GET', '/api/v4/contacts', undefined, COOKIE)).body, 'contacts')).toEqual([1])
    const contact = await call('GET', '/api/v4/contacts/1?with=leads', undefined, COOKIE)
    expect(ids(contact.body, 'leads')).toEqual([2])
    expect((await call('GET', '/api/v4/leads/3', undefined, COOKIE)).status).toBe(403)
  })

  test('of the manager show all and let him write his own alone', async () => {
    const { call } = openHost(
      { contacts: [{ id: 1, responsible_user_id: USER_IDS.manager }, { id: 2 }] },
      { userId: USER_IDS.manager },
    )
    expect(ids((await call('GET', '/api/v4/contacts', undefined, COOKIE)).body, 'contacts')).toEqual([1, 2])
    expect((await call('PATCH', '/api/v4/contacts', [{ id: 1, name: 'x' }], COOKIE)).status).toBe(200)
    const refused = await call(
      'PATCH',
      '/api/v4/contacts',
      [
        { id: 1, name: 'y' },
        { id: 2, name: 'y' },
      ],
      COOKIE,
    )
    expect(refused.status).toBe(403)
    expect(refused.body).toEqual(readSample('error_403_rights'))
    expect((await call('GET', '/api/v4/contacts/1', undefined, COOKIE)).body).toMatchObject({ name: 'x' })
  })

  test.each([
    ['GET', '/api/v4/users', undefined],
    ['GET', '/api/v4/webhooks', undefined],
    ['POST', '/api/v4/contacts/custom_fields', [{ name: 'x', type: 'numeric' }]],
    ['POST', '/api/v4/contacts/custom_fields/groups', [{ name: 'x', sort: 1 }]],
    ['DELETE', '/api/v4/contacts/custom_fields/1600005', undefined],
    ['PATCH', '/api/v4/customers/mode', { mode: 'segments', is_enabled: true }],
  ])('keep %s %s for admins', async (method, path, body) => {
    const { call } = openHost({}, { userId: USER_IDS.observer })
    expect((await call(method, path, body, COOKIE)).status).toBe(403)
  })

  test('need a session: none, an unknown token and an ended one are 401', async () => {
    const { call, context } = openHost(account())
    const refused = await call('GET', '/api/v4/account', undefined, {})
    expect([refused.status, refused.body]).toEqual([401, readSample('error_401')])
    expect((await call('GET', '/api/v4/account', undefined, { Authorization: 'Bearer x' })).status).toBe(401)
    await call('PUT', '/__host/session', { expired: true })
    expect((await call('GET', '/api/v4/account', undefined, COOKIE)).status).toBe(401)
    expect((await call('GET', '/api/v4/account')).status).toBe(200)
    context.faults.replace({ unverified: { sessionEnd: '302' } })
    expect((await call('GET', '/api/v4/account', undefined, COOKIE)).status).toBe(302)
    await call('PUT', '/__host/session', { user: 'manager' })
    expect((await call('GET', '/api/v4/account', undefined, COOKIE)).body).toMatchObject({
      current_user_id: USER_IDS.manager,
    })
  })
})
