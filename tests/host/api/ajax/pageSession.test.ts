import { describe, expect, it } from 'vitest'
import type { AccountFile } from '../../../../host/account/accountFile'
import { openHost } from '../../openHost'

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
})
