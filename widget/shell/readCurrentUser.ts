import type { CurrentUser, EntityRights, RightLetter } from '../records/user'
import type { HostApp } from './hostTypes'

/** `APP.constant('user_rights')` as observed (HOST): letters as in the API's users (API 2.2). */
interface WireRights {
  readonly is_admin?: unknown
  readonly is_free_user?: unknown
  readonly is_free?: unknown
  readonly group_id?: unknown
  readonly leads?: unknown
  readonly contacts?: unknown
  readonly companies?: unknown
  readonly status_rights?: unknown
}

const letters: readonly string[] = ['A', 'G', 'M', 'L', 'D']

/**
 * The user of the page. What the page does not say counts as denied, so that a user of whom nothing is known writes nothing; an admin needs no
 * letters.
 */
export const readCurrentUser = (app: HostApp | null): CurrentUser => {
  const user = toRecord(app?.constant('user'))
  const rights: WireRights = toRecord(app?.constant('user_rights'))
  const manager = toRecord(toRecord(app?.constant('managers'))[String(user['id'])])
  return {
    id: Number(user['id'] ?? 0),
    name: typeof user['name'] === 'string' ? user['name'] : '',
    isAdmin: Boolean(rights.is_admin) || manager['is_admin'] === 'Y',
    isFree: Boolean(rights.is_free_user ?? rights.is_free) || manager['free_user'] === 'Y',
    groupId: groupIdOf(rights.group_id ?? manager['group']),
    rights: {
      leads: toEntityRights(rights.leads),
      contacts: toEntityRights(rights.contacts),
      companies: toEntityRights(rights.companies),
    },
    hasHiddenStages: hasHiddenStages(rights.status_rights),
  }
}

/** `group_123` in the managers' list, a number in the rights. */
const groupIdOf = (value: unknown): number =>
  Number(typeof value === 'string' ? value.replace(/^group_/, '') : value) || 0

const toEntityRights = (value: unknown): EntityRights => {
  const rights = toRecord(value)
  return {
    view: toLetter(rights['view']),
    edit: toLetter(rights['edit']),
    export: toLetter(rights['export']),
  }
}

const toLetter = (value: unknown): RightLetter =>
  typeof value === 'string' && letters.includes(value) ? (value as RightLetter) : 'D'

const hasHiddenStages = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.some((one) => {
    const { entity_type: entity, rights } = toRecord(one)
    return (entity === undefined || entity === 'leads') && toRecord(rights)['view'] === 'D'
  })

const toRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
