import { describe, expect, test } from 'vitest'
import type { AccountFile } from '../../../../host/account/accountFile'
import { createApp } from '../../../../host/createApp'

interface Answer {
  total: number
  page: number
  rows: { id: number; name: string }[]
}

const account: AccountFile = {
  custom_fields: {
    contacts: [
      { id: 5, name: 'Сумма', type: 'numeric' },
      { id: 6, name: 'Когда', type: 'date_time' },
    ],
  },
  contacts: [
    {
      id: 1,
      name: 'Б',
      responsible_user_id: 8_800_004,
      custom_fields_values: [{ field_id: 5, values: [{ value: '10' }] }],
    },
    { id: 2, name: 'А', custom_fields_values: [{ field_id: 5, values: [{ value: '9' }] }] },
    { id: 3, name: 'В' },
    { id: 4, name: 'Г', custom_fields_values: [{ field_id: 6, values: [{ value: 1_602_747_240 }] }] },
    { id: 5, name: 'В корзине', is_deleted: true },
  ],
}

describe('the list behind the page', () => {
  test('sorts numbers as numbers, cards without a value last in both directions', async () => {
    expect(await idsOf('order[cf:5]=asc')).toEqual([2, 1, 3, 4])
    expect(await idsOf('order[cf:5]=desc')).toEqual([1, 2, 3, 4])
  })

  test('sorts names by the alphabet and leaves the trash out', async () => {
    expect(await idsOf('order[name]=asc')).toEqual([2, 1, 3, 4])
  })

  test('filters by a numeric range, and by a day in the account’s zone', async () => {
    expect(await idsOf('filter[cf][5][from]=9,5')).toEqual([1])
    expect(await idsOf('filter[cf][5][from]=9&filter[cf][5][to]=9')).toEqual([2])
    expect(await idsOf('filter[cf][6][from]=15.10.2020&filter[cf][6][to]=15.10.2020')).toEqual([4])
    expect(await idsOf('filter[cf][6][to]=14.10.2020')).toEqual([])
  })

  test('shows a user only what his rights show', async () => {
    const { app } = createApp({ account, userId: 8_800_004 })
    expect((await read(app, 'contacts', '')).rows.map(({ id }) => id)).toEqual([1])
  })

  test('sorts anew after a change and gives the last page for a page past the end', async () => {
    const { app } = createApp({ account })
    await read(app, 'contacts', 'order[cf:5]=desc')
    const body = new URLSearchParams({ ID: '3', 'CFV[5]': '100' })
    await app.request('/ajax/contacts/detail/', { method: 'POST', body, headers: { Cookie: 'session_id=a' } })
    const answer = await read(app, 'contacts', 'order[cf:5]=desc&limit=2&page=9')
    expect([answer.total, answer.page]).toEqual([4, 2])
    expect((await read(app, 'contacts', 'order[cf:5]=desc')).rows[0]?.id).toBe(3)
  })

  test('exports for those who may, a formula as text', async () => {
    const { app } = createApp({ account: { contacts: [{ id: 1, name: '=1+1' }] } })
    const answer = await app.request('/ajax/page/export/contacts', { headers: { Cookie: 'session_id=a' } })
    expect(await answer.text()).toContain("1;'=1+1")
    const limited = createApp({ account, userId: 8_800_003 }).app
    expect(
      (await limited.request('/ajax/page/export/contacts', { headers: { Cookie: 'session_id=a' } })).status,
    ).toBe(403)
  })

  test('answers 401 without a session', async () => {
    const { app, context } = createApp({ account })
    expect((await app.request('/ajax/page/list/contacts')).status).toBe(401)
    context.session.expired = true
    expect(
      (await app.request('/ajax/page/list/contacts', { headers: { Cookie: 'session_id=a' } })).status,
    ).toBe(401)
  })
})

async function idsOf(query: string): Promise<number[]> {
  const { app } = createApp({ account })
  const answer = await read(app, 'contacts', query)
  return answer.rows.map(({ id }) => id)
}

async function read(
  app: ReturnType<typeof createApp>['app'],
  entity: string,
  query: string,
): Promise<Answer> {
  const answer = await app.request(`/ajax/page/list/${entity}?${query}`, {
    headers: { Cookie: 'session_id=a' },
  })
  return (await answer.json()) as Answer
}
