import type { FileUser } from './accountFile'
import type { RightLetter, WireEntityRights, WireRights, WireUser } from './wireAccount'

/** Names under which the local CRM knows its standing users. */
export type UserKey = 'admin' | 'observer' | 'manager' | 'limited' | 'free'

/** Ids of the standing users. */
export const USER_IDS: Readonly<Record<UserKey, number>> = {
  admin: 8_800_001,
  observer: 8_800_002,
  manager: 8_800_003,
  limited: 8_800_004,
  free: 8_800_005,
}

const NAMES: Readonly<Record<UserKey, string>> = {
  admin: 'Анна Админова',
  observer: 'Ольга Обзорова',
  manager: 'Михаил Менеджеров',
  limited: 'Лев Ограничев',
  free: 'Фёдор Свободин',
}

/**
 * The five standing users: `admin`; `observer` sees and edits all without being an admin; `manager` sees all, edits his
 * own, exports nothing; `limited` sees his own, with one stage hidden; `free` has a free seat and sees nothing.
 * `hiddenStage` is the stage that `limited` does not see; null hides none.
 */
export function createDefaultUsers(hiddenStage: { pipelineId: number; stageId: number } | null): WireUser[] {
  const rights: Record<UserKey, WireRights> = {
    admin: { ...rightsOf('A', 'A', 'A'), is_admin: true, mail_access: true },
    observer: rightsOf('A', 'A', 'A'),
    manager: rightsOf('A', 'M', 'D'),
    limited: {
      ...rightsOf('M', 'M', 'D'),
      status_rights: hiddenStage
        ? [
            {
              entity_type: 'leads',
              pipeline_id: hiddenStage.pipelineId,
              status_id: hiddenStage.stageId,
              rights: { view: 'D', edit: 'D', delete: 'D' },
            },
          ]
        : [],
    },
    free: { ...rightsOf('D', 'D', 'D'), is_free: true, catalog_access: false },
  }
  return (Object.keys(USER_IDS) as UserKey[]).map((key) => ({
    id: USER_IDS[key],
    name: NAMES[key],
    email: `${key}@demo.test`,
    lang: 'ru',
    rights: rights[key],
  }))
}

/** Completes a user of an account file; without rights he sees and edits all. */
export function fillUser(user: FileUser): WireUser {
  return {
    name: `Пользователь ${user.id}`,
    email: `user${user.id}@demo.test`,
    lang: 'ru',
    ...user,
    rights: { ...rightsOf('A', 'A', 'A'), ...user.rights },
  }
}

function rightsOf(view: RightLetter, edit: RightLetter, exports: RightLetter): WireRights {
  const entity: WireEntityRights = {
    view,
    edit,
    add: edit === 'D' ? 'D' : 'A',
    delete: edit === 'A' ? 'A' : 'D',
    export: exports,
  }
  return {
    leads: { ...entity },
    contacts: { ...entity },
    companies: { ...entity },
    tasks: { edit, delete: edit },
    mail_access: false,
    catalog_access: true,
    is_admin: false,
    is_free: false,
    is_active: true,
    group_id: null,
    role_id: null,
    status_rights: [],
  }
}
