import { describe, expect, it } from 'vitest'
import { canRunBulk } from '../../widget/records/canRunBulk'
import { canWriteCard } from '../../widget/records/canWriteCard'
import { isAllSeeing } from '../../widget/records/isAllSeeing'
import { readCurrentUser } from '../../widget/shell/readCurrentUser'
import { aRealApp, constantsOf } from './aPage'

const both = ['contacts', 'companies'] as const

const appWith = (constants: Readonly<Record<string, unknown>>) => aRealApp({ ...constants })

const withRights = (rights: Record<string, unknown>) => {
  const constants = constantsOf('observer')
  return readCurrentUser(
    appWith({ ...constants, user_rights: { ...(constants['user_rights'] as object), ...rights } }),
  )
}

describe.each(['page', 'api'] as const)("readCurrentUser, rights in the %s's shape", (shape) => {
  const userOf = (key: Parameters<typeof constantsOf>[0]) => readCurrentUser(appWith(constantsOf(key, shape)))
  const own = (key: Parameters<typeof constantsOf>[0]) => ({ responsibleUserId: userOf(key).id, groupId: 5 })
  const foreign = { responsibleUserId: 1, groupId: 9 }

  it('lets an admin see and write all', () => {
    const user = userOf('admin')
    expect(user).toMatchObject({ isAdmin: true, isFree: false, groupId: 5 })
    expect(canRunBulk(user, both)).toBe(true)
  })

  it('lets an observer with all letters A run without being an admin', () => {
    const user = userOf('observer')
    expect(user).toMatchObject({ isAdmin: false, hasHiddenStages: false })
    expect(user.isUnknown).toBeUndefined()
    expect(canRunBulk(user, both)).toBe(true)
    expect(canWriteCard(user, 'contacts', foreign)).toBe(true)
  })

  it('lets a manager write his own cards alone, and run nothing', () => {
    const user = userOf('manager')
    expect(user.rights.contacts).toEqual({ view: 'A', edit: 'M', export: 'D' })
    expect(isAllSeeing(user)).toBe(true)
    expect(canRunBulk(user, both)).toBe(false)
    expect(canWriteCard(user, 'companies', own('manager'))).toBe(true)
    expect(canWriteCard(user, 'companies', foreign)).toBe(false)
  })

  it('knows that a limited user has a hidden stage, and lets him write nothing', () => {
    const user = userOf('limited')
    expect(user.hasHiddenStages).toBe(true)
    expect(isAllSeeing(user)).toBe(false)
    expect(canWriteCard(user, 'contacts', own('limited'))).toBe(false)
  })

  it('lets a free user do nothing', () => {
    const user = userOf('free')
    expect(user.isFree).toBe(true)
    expect(isAllSeeing(user)).toBe(false)
  })
})

describe('readCurrentUser', () => {
  it('takes no yes of the page for a letter', () => {
    expect(withRights({ base_rights: undefined }).rights.contacts).toEqual({
      view: 'D',
      edit: 'D',
      export: 'D',
    })
  })

  it.each(['G', 'M', 'L', 'D', '', null])(
    'takes a stage with the letter %j for hidden, so that partial sums are not written over true ones',
    (view) => {
      expect(withRights({ status_rights: { 1: { 2: { view: 'A' }, 3: { view } } } }).hasHiddenStages).toBe(
        true,
      )
      const listed = [{ entity_type: 'leads', pipeline_id: 1, status_id: 3, rights: { view } }]
      expect(withRights({ status_rights: listed }).hasHiddenStages).toBe(true)
    },
  )

  it.each([[[]], [{}], [{ 1: { 2: { view: 'A', edit: 'D' } } }], [{ 1: { 2: {} } }]])(
    'sees no hidden stage in %j',
    (status_rights) => {
      expect(withRights({ status_rights }).hasHiddenStages).toBe(false)
    },
  )

  it('leaves stages of other entities out', () => {
    const listed = [{ entity_type: 'customers', rights: { view: 'D' } }]
    expect(withRights({ status_rights: listed }).hasHiddenStages).toBe(false)
  })

  it.each([
    [undefined],
    [null],
    [false],
    ['a text'],
    [7],
    [true],
    [{ 1: null }],
    [{ 1: 'D' }],
    [{ 1: { 2: 'D' } }],
    [{ 1: { 2: null } }],
    [[{ entity_type: 'leads', rights: null }]],
  ])(
    'takes stages that the page does not tell for hidden, and knows that it did not tell: %j',
    (status_rights) => {
      expect(withRights({ status_rights })).toMatchObject({ hasHiddenStages: true, isUnknown: true })
    },
  )

  it('does not say that rights are unknown where a stage is hidden', () => {
    expect(readCurrentUser(appWith(constantsOf('limited'))).isUnknown).toBeUndefined()
  })

  it('asks an admin for no rights of stages', () => {
    const constants = constantsOf('admin')
    const user = readCurrentUser(appWith({ ...constants, user_rights: { is_admin: true } }))
    expect(user.isUnknown).toBeUndefined()
    expect(isAllSeeing(user)).toBe(true)
  })

  it('reads rights that the page has merged in since', () => {
    const constants = constantsOf('manager')
    const app = aRealApp(constants)
    expect(readCurrentUser(app).rights.contacts.edit).toBe('M')
    const letters = { view: 'A', edit: 'A', export: 'A' }
    Object.assign(constants['user_rights'] as object, {
      base_rights: { leads: letters, contacts: letters, companies: letters },
    })
    expect(readCurrentUser(app).rights.contacts.edit).toBe('A')
  })

  it('does not take a user for an admin whom the list of managers alone calls one', () => {
    const constants = constantsOf('manager')
    const id = String((constants['user'] as { id: number }).id)
    const managers = { [id]: { is_admin: 'Y', group: 'group_5' } }
    expect(readCurrentUser(appWith({ ...constants, managers })).isAdmin).toBe(false)
  })

  it('knows an admin by the list of managers where the page tells no rights', () => {
    const user = readCurrentUser(
      appWith({ user: { id: '7' }, managers: { 7: { is_admin: 'Y', group: 'group_12' } } }),
    )
    expect(user).toMatchObject({ id: 7, isAdmin: true, groupId: 12 })
  })

  it('denies what the page does not say, and knows that it did not say', () => {
    const user = readCurrentUser(undefined)
    expect(user.rights.leads).toEqual({ view: 'D', edit: 'D', export: 'D' })
    expect(user).toMatchObject({ id: 0, isAdmin: false, isFree: false, isUnknown: true })
  })
})
