import type { FileUser } from '../../account/accountFile'
import type { RightLetter, WireEntityRights, WireRights } from '../../account/wireAccount'

export const adminId = 8800001
const branchGroupId = 550001

/** Who cards and deals belong to, the oftener the more often listed. */
export const salesPeople: readonly number[] = [
  8800003, 8800003, 8800004, 8800006, 8800006, 8800007, 8800007, 8800008, 8800002,
]

export const userGroups = [
  { id: 0, name: 'Отдел продаж', uuid: null },
  { id: branchGroupId, name: 'Филиал', uuid: null },
]

/** Users with every kind of rights that matters to the figures; one of them does not see the deals of a stage. */
export function createDemoUsers(hidden: { pipelineId: number; stageId: number }): FileUser[] {
  return [
    user(adminId, 'Анна Админова', { ...rights('AAAAA'), is_admin: true, group_id: null }),
    user(8800002, 'Олег Обозревцев', rights('AAAAA')),
    user(8800003, 'Михаил Менеджеров', { ...rights('AMADD'), group_id: branchGroupId }),
    user(8800004, 'Лидия Лимитова', {
      ...rights('MMADD'),
      group_id: branchGroupId,
      catalog_access: false,
      status_rights: [
        {
          entity_type: 'leads',
          pipeline_id: hidden.pipelineId,
          status_id: hidden.stageId,
          rights: { view: 'D', edit: 'D', delete: 'D' },
        },
      ],
    }),
    user(8800005, 'Фёдор Фришечкин', { ...rights('DDDDD'), is_free: true, mail_access: false }),
    user(8800006, 'Елена Продажина', rights('AMADA')),
    user(8800007, 'Павел Сделкин', { ...rights('GGADD'), group_id: branchGroupId }),
    user(8800008, 'Вера Клиентова', rights('AAADA')),
  ]
}

/** The group of a user, as cards and deals carry it. */
export function groupOf(userId: number): number {
  return [8800003, 8800004, 8800007].includes(userId) ? branchGroupId : 0
}

function user(id: number, name: string, rights: WireRights): FileUser {
  return { id, name, email: `user${id - 8800000}@example.ru`, lang: 'ru', rights }
}

/** Letters for view, edit, add, delete, export, the same for deals and both kinds of cards. */
function rights(letters: string): WireRights {
  const [view, edit, add, remove, share] = letters.split('') as RightLetter[]
  const all: WireEntityRights = {
    view: view ?? 'D',
    edit: edit ?? 'D',
    add: add ?? 'D',
    delete: remove ?? 'D',
    export: share ?? 'D',
  }
  return {
    leads: { ...all },
    contacts: { ...all },
    companies: { ...all },
    tasks: { edit: all.edit, delete: all.delete },
    mail_access: true,
    catalog_access: true,
    is_admin: false,
    is_free: false,
    is_active: true,
    group_id: 0,
    role_id: null,
    status_rights: [],
  }
}
