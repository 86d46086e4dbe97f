import type { PageContext } from '../appTypes'
import { fetchJson } from '../fetchJson'
import { drawInto, html } from '../markup'
import type { PageRoute } from '../shell/parseRoute'
import type { MountedPage } from '../shell/Router'
import { translate } from '../texts/translate'
import type { WidgetTile } from '../wire'
import { settingsMenu } from './settingsMenu'

/**
 * The settings section without the integrations: the common page, and the pages that widgets draw themselves
 * (`advanced_settings`, sub-items of the menu) into `#work-area-<code>`.
 */
export async function mountSettings(
  holder: HTMLElement,
  context: PageContext,
  route: PageRoute,
): Promise<MountedPage> {
  const { session } = context
  const { widgets } = await fetchJson<{ widgets: WidgetTile[] }>('/ajax/page/widgets')
  const tile = widgets.find(({ code }) => code === route.code)
  const title = route.kind === 'advanced' ? tile?.advancedTitle : translate('settings.common')
  const { account } = session
  const common = html`<dl class="settings-page__facts">
    <dt>${translate('settings.account')}</dt><dd>${account.name}, ${account.id}</dd>
    <dt>${translate('settings.zone')}</dt><dd>${account.timezone}</dd>
    <dt>${translate('settings.currency')}</dt><dd>${account.currency}</dd>
    <dt>${translate('settings.users')}</dt><dd>${Object.values(session.managers).map((one) => html`<div>${one.title}</div>`)}</dd></dl>`
  const work = html`<div id="work-area-${route.code ?? ''}" class="work-area"></div>`
  drawInto(
    holder,
    html`<div class="settings-page">${settingsMenu(session.menuItems, widgets, location.pathname)}
    <div class="settings-page__main"><div class="list__body-right__top"><div class="list__top"><h1
      class="list-top-nav__title">${title ?? tile?.name ?? ''}</h1></div></div>
      <div class="settings-page__content" id="list_page_holder" tabindex="0">${route.kind === 'settings' ? common : work}</div></div></div>`,
  )
  return { unmount() {} }
}
