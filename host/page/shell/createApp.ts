import type { AppGlobal } from '../appTypes'
import type { PageSession } from '../wire'
import { createNotifications } from './createNotifications'
import type { PageRoute } from './parseRoute'

const fieldTypes = {
  text: 1,
  numeric: 2,
  checkbox: 3,
  select: 4,
  multiselect: 5,
  date: 6,
  url: 7,
  multitext: 8,
  textarea: 9,
  radiobutton: 10,
  streetaddress: 11,
  smart_address: 13,
  birthday: 14,
  legal_entity: 15,
  date_time: 19,
  monetary: 23,
}

export interface AppParts {
  session: PageSession
  /** The route of the page on screen. */
  routeNow: () => PageRoute
  navigate: (url: string, options?: { replace?: boolean }) => void
  setCallingStatus: (isCalling: boolean) => void
}

/** Makes the page's global object `APP` (widget-host notes, sections 3 and 9). */
export function createApp({ session, routeNow, navigate, setCallingStatus }: AppParts): AppGlobal {
  const constants: Record<string, unknown> = {
    user: session.user,
    user_rights: session.rights,
    account: session.account,
    managers: session.managers,
    groups: session.groups,
    task_types: session.taskTypes,
  }
  const app: AppGlobal = {
    constant: (name) => constants[name],
    getBaseEntity: () => baseEntityOf(routeNow(), session),
    isCard: () => routeNow().kind === 'card',
    getWidgetsArea: () => routeNow().area,
    getV3WidgetsArea: () => routeNow().v3Area,
    lang_id: session.user.lang,
    lang: {},
    element_types: { contacts: 1, leads: 2, companies: 3, customers: 12 },
    cf_types: fieldTypes,
    system: {
      format: { date: 'd.m.Y' },
      domain: location.host,
      subdomain: session.account.subdomain,
    },
    data: {
      current_card: false,
      current_list: false,
      current_view: false,
      get is_card() {
        return app.isCard()
      },
      get current_entity() {
        return app.getBaseEntity()
      },
    },
    widgets: { list: {}, system: {}, loaded: false, areas: {} },
    notifications: createNotifications(),
    router: {
      navigate(url, options = {}) {
        if (options.trigger === false) window.history.pushState(null, '', url)
        else navigate(url, { replace: options.replace === true })
      },
    },
    sdk: { setCallingStatus, showUserStatus() {} },
  }
  return app
}

function baseEntityOf(route: PageRoute, session: PageSession): string {
  if (route.kind === 'list' && route.entity === 'companies') return session.switches.companiesBaseEntity
  if (route.entity) return route.entity
  if (route.kind === 'integrations' || route.kind === 'settings') return 'widgetsSettings'
  return route.area
}
