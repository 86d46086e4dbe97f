import { html, type Markup } from '../markup'
import { menuItemAddress } from '../shell/menuItemAddress'
import { translate } from '../texts/translate'
import type { MenuItem, WidgetTile } from '../wire'

/** The menu at the left of the settings section, with the pages that widgets add after the stock ones. */
export function settingsMenu(
  items: readonly MenuItem[],
  tiles: readonly Pick<WidgetTile, 'code' | 'advancedTitle' | 'active'>[],
  path: string,
): Markup {
  const advanced = tiles.filter((tile) => tile.advancedTitle && tile.active)
  const links: readonly (readonly [string, string])[] = [
    ['/settings/', translate('settings.common')],
    ['/settings/widgets/', translate('settings.widgets')],
    ...advanced.map((tile) => [`/settings/advanced/${tile.code}/`, tile.advancedTitle ?? ''] as const),
    ...items
      .filter(({ location }) => location === 'settings')
      .map((item) => [menuItemAddress(item), item.title] as const),
  ]
  return html`<nav class="settings-menu" aria-label="${translate('nav.settings')}"><h2 class="settings-menu__title">${translate('nav.settings')}</h2>${links.map(
    ([href, text]) =>
      html`<a class="settings-menu__item ${path === href ? 'settings-menu__item_current' : ''}" href="${href}">${text}</a>`,
  )}</nav>`
}
