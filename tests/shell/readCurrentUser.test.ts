import { describe, expect, it } from 'vitest'
import type { HostApp } from '../../widget/shell/hostTypes'
import { readCurrentUser } from '../../widget/shell/readCurrentUser'

const appWith = (constants: Readonly<Record<string, unknown>>): HostApp => ({
  constant: (name) => constants[name],
})

describe('readCurrentUser', () => {
  it('takes letters, group and hidden stages from the rights', () => {
    const user = readCurrentUser(
      appWith({
        user: { id: 8800003, name: 'Менеджер' },
        user_rights: {
          is_admin: false,
          group_id: 550001,
          leads: { view: 'A', edit: 'M', export: 'D' },
          contacts: { view: 'G', edit: 'M', export: 'D' },
          companies: { view: 'A', edit: 'A', export: 'A' },
          status_rights: [{ entity_type: 'leads', pipeline_id: 1, status_id: 2, rights: { view: 'D' } }],
        },
      }),
    )
    expect(user).toMatchObject({ id: 8800003, isAdmin: false, groupId: 550001, hasHiddenStages: true })
    expect(user.rights.contacts).toEqual({ view: 'G', edit: 'M', export: 'D' })
  })

  it('knows an admin by the list of managers alone', () => {
    const user = readCurrentUser(
      appWith({ user: { id: 7 }, managers: { 7: { is_admin: 'Y', group: 'group_12' } } }),
    )
    expect(user).toMatchObject({ isAdmin: true, groupId: 12 })
  })

  it('denies what the page does not say', () => {
    const user = readCurrentUser(null)
    expect(user.rights.leads).toEqual({ view: 'D', edit: 'D', export: 'D' })
    expect(user).toMatchObject({ id: 0, isAdmin: false, isFree: false, hasHiddenStages: false })
  })
})
