import type { AppGlobal } from '../appTypes'
import type { PageSession } from '../wire'
import { createConstants } from './createConstants'
import { createNotifications } from './createNotifications'
import { createSystem } from './createSystem'
import type { PageRoute } from './parseRoute'
import type { ReleaseWatch } from './watchRelease'

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
  release: ReleaseWatch
}

/** Makes the page's global object `APP` (widget-host notes, sections 3 and 9). */
export function createApp({ session, routeNow, navigate, release }: AppParts): AppGlobal {
  const rightPanel: unknown[] = []
  const app: AppGlobal = {
    constant: createConstants(session, () => app.widgets.list),
    getBaseEntity: () => baseEntityOf(routeNow(), session),
    isCard: () => routeNow().kind === 'card',
    getWidgetsArea: () => routeNow().area,
    getV3WidgetsArea: () => routeNow().v3Area,
    lang_id: session.user.lang,
    lang: {},
    element_types: { contacts: 1, leads: 2, companies: 3, customers: 12 },
    cf_types: fieldTypes,
    system: createSystem(session),
    data: {
      current_card: false,
      current_list: false,
      current_view: false,
      get is_card() {
        return app.isCard()
      },
      get current_entity() {
        return routeNow().area === 'leads-pipeline' ? 'leads-pipeline' : app.getBaseEntity()
      },
    },
    widgets: {
      list: {},
      system: {},
      loaded: false,
      areas: {},
      init_by_click: {},
      registerToRightPanel(widget) {
        rightPanel.push(widget)
        return [...rightPanel]
      },
    },
    notifications: createNotifications(() => app.inbox),
    router: {
      navigate(url, options = {}) {
        if (options.trigger === false) window.history.pushState(null, '', url)
        else navigate(url, { replace: options.replace === true })
      },
    },
    sdk: {
      setCallingStatus: (isCalling) => release.setCallingStatus(isCalling),
      getCallingStatus: () => release.getCallingStatus(),
      showUserStatus: () => userStatus(session),
    },
  }
  return app
}

/** Who is there: in the local CRM, the user of the page alone. */
function userStatus({ managers, user }: PageSession): Record<string, unknown> {
  const there = Object.keys(managers).map((id) => [id, Number(id) === user.id] as const)
  return { online: [user.id], ...Object.fromEntries(there) }
}

function baseEntityOf(route: PageRoute, session: PageSession): string {
  if (route.kind === 'list' && route.entity === 'companies') return session.switches.companiesBaseEntity
  if (route.entity) return route.entity
  if (route.kind === 'integrations' || route.kind === 'settings') return 'widgetsSettings'
  return route.area
}
