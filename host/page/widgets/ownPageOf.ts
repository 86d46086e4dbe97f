import type { PageRoute } from '../shell/parseRoute'
import type { OwnPageCall } from './runOwnPage'

/**
 * The callback that draws a widget's own page on this route; null where the page is none. A page of the left menu is told
 * to every widget of the area, which know their own by `item_code` (HOST); the settings page is its widget's alone.
 */
export function ownPageOf(route: PageRoute, code: string): OwnPageCall | null {
  if (route.kind === 'advanced')
    return route.code === code ? { name: 'advancedSettings', params: null } : null
  if (route.kind !== 'menuPage') return null
  const params: Record<string, unknown> = { location: route.location }
  if (route.itemCode) params['item_code'] = route.itemCode
  if (route.subitemCode) params['subitem_code'] = route.subitemCode
  return { name: 'initMenuPage', params }
}
