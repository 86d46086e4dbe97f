import { createDefaultUsers, USER_IDS, type UserKey } from '../../host/account/defaultUsers'
import type { HostWindow } from '../../widget/shell/hostTypes'

/** The stage that the user `limited` does not see. */
const hiddenStage = { pipelineId: 7_100_001, stageId: 62_000_001 }

type Shape = 'page' | 'api'

/** Rights as the CRM's page holds them: letters in `base_rights` alone, yes and no beside, hidden stages by pipeline. */
const pageRights = (key: UserKey): Record<string, unknown> => {
  const { leads, contacts, companies, is_admin, is_free } = rightsOf(key)
  const yes = (rights: { readonly view: string; readonly edit: string; readonly export: string }) => ({
    view: rights.view !== 'D',
    add: rights.edit !== 'D',
    can_save: rights.edit !== 'D',
    export: rights.export !== 'D',
  })
  return {
    is_admin,
    is_free_user: is_free,
    leads: yes(leads),
    contacts: { ...yes(contacts), CONTACT: yes(contacts), COMPANY: yes(companies) },
    companies: yes(companies),
    base_rights: { leads, contacts, companies },
    status_rights:
      key === 'limited'
        ? { [hiddenStage.pipelineId]: { [hiddenStage.stageId]: { view: 'D', edit: 'D' } } }
        : [],
  }
}

const rightsOf = (key: UserKey) => {
  const found = createDefaultUsers(hiddenStage).find(({ id }) => id === USER_IDS[key])?.rights
  if (found === undefined) throw new Error(`no user ${key}`)
  return found
}

/** The constants of the CRM's page for one of the local CRM's users. */
export const constantsOf = (key: UserKey, shape: Shape = 'page'): Record<string, unknown> => {
  const { is_admin, is_free } = rightsOf(key)
  return {
    user: { id: USER_IDS[key], name: key },
    user_rights: shape === 'page' ? pageRights(key) : rightsOf(key),
    managers: {
      [USER_IDS[key]]: { is_admin: is_admin ? 'Y' : 'N', free_user: is_free ? 'Y' : 'N', group: 'group_5' },
    },
    account: {
      id: 31_000_100,
      subdomain: 'demo',
      timezone: 'Europe/Moscow',
      currency: 'RUB',
      language: 'ru',
      cf: {
        501: { ID: 501, CODE: 'SALES_ANALYTICS_BOUGHT_COUNT', ELEMENT_TYPES: { 0: 1 } },
      },
    },
  }
}

/** `APP` in the shape of the CRM's page; the constants can be read and changed. */
export const aRealApp = (constants = constantsOf('admin')) => ({
  constants,
  constant: (name: string): unknown => constants[name],
  getWidgetsArea: (): unknown => 'contacts',
  getBaseEntity: (): unknown => 'contacts',
  isCard: (): unknown => false,
  lang_id: 'ru' as unknown,
  data: { is_card: false, current_card: false } as Record<string, unknown>,
  system: {
    timezone: 'Europe/Moscow',
    format: {
      time: 24,
      date: { date: 'DD.MM.YYYY', time: 'HH:mm', full: 'DD.MM.YYYY HH:mm' },
    },
  } as Record<string, unknown>,
  notifications: { show_message: (): void => undefined, show_message_error: (): void => undefined },
  router: { navigate: (): void => undefined },
  sdk: { setCallingStatus: (): void => undefined, getCallingStatus: (): unknown => false },
})

/** A window of the CRM at an address. */
export const aTarget = (app: unknown, pathname = '/contacts/list/contacts/'): HostWindow => ({
  APP: app,
  location: { pathname, assign: () => undefined },
})
