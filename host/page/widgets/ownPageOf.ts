import type { PageRoute } from '../shell/parseRoute'
import type { OwnPageCall } from './runOwnPage'

/** The callback that draws a widget's own page on this route; null where the page is not the widget's. */
export function ownPageOf(route: PageRoute, code: string): OwnPageCall | null {
  if (route.code !== code) return null
  if (route.kind === 'advanced') return { name: 'advancedSettings', params: null }
  if (route.kind !== 'menuPage') return null
  const params: Record<string, unknown> = { location: route.location }
  if (route.itemCode) params['item_code'] = route.itemCode
  if (route.subitemCode) params['subitem_code'] = route.subitemCode
  return { name: 'initMenuPage', params }
}
