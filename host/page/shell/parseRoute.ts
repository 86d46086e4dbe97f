import type { EntityCode } from '../wire'

export type RouteKind =
  | 'list'
  | 'card'
  | 'dashboard'
  | 'stats'
  | 'settings'
  | 'integrations'
  | 'advanced'
  | 'menuPage'
  | 'board'
  | 'section'
  | 'unknown'

/** Where the user is, in the page's own terms and in those that widgets are told (RU:web_sdk/env_variables). */
export interface PageRoute {
  kind: RouteKind
  entity: EntityCode | null
  /** The list of contacts and companies together. */
  isAll: boolean
  /** Card id, 0 for a new card. */
  id: number
  /** Widget code, where the address names one. */
  code: string | null
  /** `getWidgetsArea()`. */
  area: string
  /** `getV3WidgetsArea()`. */
  v3Area: string
  location: string
  itemCode: string | null
  subitemCode: string | null
}

const cardAreas: Record<EntityCode, string> = {
  contacts: 'contacts_card',
  companies: 'companies_card',
  leads: 'leads_card',
  customers: 'customers_card',
}

/** Sections with a trash of their own: `/leads/trash/`. */
const trashAreas: Readonly<Record<string, true>> = { leads: true, contacts: true, todo: true }

/** Reads an address of the page; an unknown one gives the kind `unknown`. */
export function parseRoute(path: string): PageRoute {
  const parts = path.split('/').filter(Boolean)
  const [first = '', second = '', third = '', fourth] = parts
  if (second === 'trash' && first in trashAreas) return sectionRoute(`${first}-trash`, `${first}.trash`)
  if (first === 'todo') return sectionRoute('todo', `todo.${second === 'calendar' ? 'calendar' : 'line'}`)
  if (first === 'mail') return sectionRoute('mail', 'mail')
  if (first === 'catalogs') return { ...sectionRoute('catalogs', 'catalogs'), id: Number(second) || 0 }
  if (first === 'events') return sectionRoute('events', 'stats.events')
  if (isEntity(first)) return parseEntityRoute(first, second, third)
  if (first === '' || first === 'dashboard')
    return aRoute({ kind: 'dashboard', area: 'dashboard', v3Area: 'dashboard' })
  if (first === 'stats' && second === 'widget') return menuRoute(third, 'stats', null, fourth ?? null)
  if (first === 'stats') return aRoute({ kind: 'stats', area: 'stats', v3Area: 'stats' })
  if (first === 'widget_page') return menuRoute(second, 'widget_page', third || null, fourth ?? null)
  if (first === 'settings') return parseSettingsRoute(second, third, fourth ?? null)
  return aRoute({})
}

function parseEntityRoute(entity: EntityCode, second: string, third: string): PageRoute {
  if (second === 'detail' || second === 'add') {
    const id = second === 'add' ? 0 : Number(third)
    const isKnown = Number.isSafeInteger(id) && id >= 0
    return isKnown
      ? aRoute({ kind: 'card', entity, id, area: cardAreas[entity], v3Area: `${entity}.card` })
      : aRoute({})
  }
  if (entity === 'leads' && second === 'pipeline') {
    return aRoute({ kind: 'board', entity, area: 'leads-pipeline', v3Area: 'leads.pipeline' })
  }
  if (entity !== 'contacts') return listRoute(entity)
  return third === ''
    ? { ...listRoute('contacts'), isAll: true }
    : listRoute(third === 'companies' ? 'companies' : 'contacts')
}

function parseSettingsRoute(second: string, third: string, fourth: string | null): PageRoute {
  if (second === 'widgets') {
    return aRoute({
      kind: 'integrations',
      area: 'widgetsSettings',
      v3Area: 'settings.widgets',
      code: third || null,
    })
  }
  if (second === 'advanced' && third) {
    return aRoute({
      kind: 'advanced',
      area: `advanced-settings:${third}`,
      v3Area: 'widget.advanced_settings',
      code: third,
    })
  }
  if (second === 'widget' && third) return menuRoute(third, 'settings', null, fourth)
  return aRoute({ kind: 'settings', area: 'settings', v3Area: 'settings' })
}

function listRoute(entity: EntityCode): PageRoute {
  return aRoute({ kind: 'list', entity, area: entity, v3Area: `${entity}.list` })
}

function sectionRoute(area: string, v3Area: string): PageRoute {
  return aRoute({ kind: 'section', area, v3Area })
}

function menuRoute(
  code: string,
  location: string,
  itemCode: string | null,
  subitemCode: string | null,
): PageRoute {
  const area = `widget-page:${code}`
  return aRoute({
    kind: 'menuPage',
    code,
    location,
    itemCode,
    subitemCode,
    area,
    v3Area: 'widget.widget_page',
  })
}

function aRoute(part: Partial<PageRoute>): PageRoute {
  return {
    kind: 'unknown',
    entity: null,
    isAll: false,
    id: 0,
    code: null,
    area: '',
    v3Area: '',
    location: '',
    itemCode: null,
    subitemCode: null,
    ...part,
  }
}

function isEntity(text: string): text is EntityCode {
  return text in cardAreas
}
