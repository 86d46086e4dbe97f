import { describe, expect, it } from 'vitest'
import type { AccountFile } from '../../../../host/account/accountFile'
import { COOKIE, openHost } from '../../openHost'

const users = [{ id: 8_800_001, name: 'Ann Admin', lang: 'en', rights: { is_admin: true } }]

const languages = async (account: AccountFile): Promise<unknown> => {
  const { call } = openHost(account)
  const { body } = await call('GET', '/ajax/page/session')
  const session = body as { user: { lang: string }; account: { language: string } }
  return { user: session.user.lang, account: session.account.language }
}

describe('the session of a page', () => {
  it('tells the user’s language and the account’s apart', async () => {
    expect(await languages({ users })).toEqual({ user: 'en', account: 'ru' })
    expect(await languages({ account: { language: 'en' } })).toEqual({ user: 'ru', account: 'en' })
  })

  it('is the only one to tell the account’s language: the API does not', async () => {
    const { call } = openHost()
    expect((await call('GET', '/api/v4/account')).body).not.toHaveProperty('language')
  })

  it('names who shares the user’s group, and the look of the page by a number', async () => {
    const { call } = openHost({
      users: [
        { id: 1, rights: { group_id: 5 } },
        { id: 2, rights: { group_id: 5 } },
      ],
    })
    await call('PUT', '/__host/session', { user: 1 })
    const { body } = await call('GET', '/ajax/page/session', undefined, COOKIE)
    expect((body as { user: unknown }).user).toMatchObject({ group_mates_ids: [1, 2], theme: 1 })
  })

  it.each([
    ['d.m.Y', 24, 'Europe/Moscow', 'DD.MM.YYYY', 'HH:mm'],
    ['m/d/Y', 12, 'America/New_York', 'MM/DD/YYYY', 'h:mmA'],
    ['Y-m-d', 12, 'Asia/Kamchatka', 'YYYY-MM-DD', 'h:mmA'],
  ])('tells dates of %s, %i h, %s as the page writes them', async (dateFormat, hours, zone, date, time) => {
    const { call } = openHost()
    const put = await call('PUT', '/__host/page', { dateFormat, hours, timezone: zone })
    expect(put.body).toMatchObject({ dateFormat, hours, timezone: zone, columns: 'auto' })
    const { body } = await call('GET', '/ajax/page/session', undefined, COOKIE)
    expect((body as { dates: unknown }).dates).toEqual({ date, time, hours, zone })
    const api = await call('GET', '/api/v4/account?with=datetime_settings')
    expect(api.body).toMatchObject({ _embedded: { datetime_settings: { short_date_pattern: dateFormat } } })
  })

  it('refuses dates that no account writes', async () => {
    const { call } = openHost()
    for (const body of [{ dateFormat: 'Q' }, { hours: 13 }, { timezone: 'Mars/Olympus' }, { colour: 'red' }])
      expect((await call('PUT', '/__host/page', body)).status).toBe(422)
  })
})
