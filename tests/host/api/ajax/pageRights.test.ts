import { describe, expect, it } from 'vitest'
import type { AccountFile } from '../../../../host/account/accountFile'
import { USER_IDS, type UserKey } from '../../../../host/account/defaultUsers'
import { createApp } from '../../../../host/createApp'

const account: AccountFile = {
  contacts: [{ id: 1, name: 'Анна' }],
  leads: [{ id: 2, price: 100, pipeline_id: 7, status_id: 8 }],
}

type Rights = Record<string, Record<string, unknown>>

const ask = async (user: UserKey, path: string, userRights: 'page' | 'api' = 'page'): Promise<Rights> => {
  const { app, context } = createApp({ account, userId: USER_IDS[user] })
  context.faults.unverified.userRights = userRights
  const answer = await app.fetch(new Request(`http://crm${path}`, { headers: { Cookie: 'session_id=1' } }))
  const body = (await answer.json()) as { rights?: Rights; user_rights?: Rights }
  return body.rights ?? body.user_rights ?? {}
}

const letter = /^[AGMLD]$/

describe('user_rights in the page’s shape', () => {
  it.each(Object.keys(USER_IDS) as UserKey[])('of %s has letters in base_rights alone', async (user) => {
    const rights = await ask(user, '/ajax/page/session')
    const base = rights['base_rights'] as Rights
    for (const entity of ['leads', 'contacts', 'companies', 'customers'])
      expect(base[entity]?.['view']).toMatch(letter)
    expect(base['tasks']?.['edit']).toMatch(letter)
    const contacts = rights['contacts'] as Rights
    const sections = [rights['leads'], rights['companies'], contacts['CONTACT'], contacts['COMPANY']]
    for (const section of sections)
      for (const value of Object.values(section ?? {})) expect(typeof value).toBe('boolean')
    expect(rights).not.toHaveProperty('group_id')
  })

  it('tells hidden stages by pipeline and stage, and nothing by an empty list', async () => {
    expect((await ask('manager', '/ajax/page/session'))['status_rights']).toEqual([])
    const hidden = (await ask('limited', '/ajax/page/session'))['status_rights'] as Record<string, Rights>
    const stages = Object.values(hidden['7'] ?? {})
    expect(stages.map((one) => one['view'])).toEqual(['D'])
  })

  it('denies by conditions what the letters deny', async () => {
    const rights = await ask('manager', '/ajax/page/session')
    expect(rights['leads']).toMatchObject({ view: true, edit: true, export: false, delete: false })
    expect((await ask('free', '/ajax/page/session'))['leads']).toMatchObject({ view: false, add: false })
    expect((await ask('admin', '/ajax/page/session'))['leads']).toMatchObject({ view: true, export: true })
  })

  it('comes again with each page, as conditions at the top level', async () => {
    for (const path of ['/ajax/page/list/contacts', '/ajax/page/card/contacts/1']) {
      const rights = await ask('manager', path)
      expect(rights).toMatchObject({ view: true, export: false, add_company: true, can_save: true })
      expect(rights['contacts']).toHaveProperty('CONTACT.view', true)
      expect(rights).not.toHaveProperty('base_rights')
    }
  })
})

describe('user_rights in the API’s shape', () => {
  it('keeps letters in each entity and stages as a list', async () => {
    const rights = await ask('limited', '/ajax/page/session', 'api')
    expect(rights['leads']?.['view']).toBe('M')
    expect(Array.isArray(rights['status_rights'])).toBe(true)
    expect(await ask('limited', '/ajax/page/list/contacts', 'api')).toEqual({})
  })
})
