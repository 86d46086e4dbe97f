import $ from 'jquery'
import type { PageContext } from '../appTypes'
import { fetchJson } from '../fetchJson'
import { drawInto, html, type Markup } from '../markup'
import type { MountedPage } from '../shell/Router'
import type { PageRoute } from '../shell/parseRoute'
import { translate } from '../texts/translate'
import type { WidgetLoader } from '../widgets/WidgetLoader'
import type { WidgetTile } from '../wire'
import { settingsMenu } from './settingsMenu'
import { WidgetModal } from './WidgetModal'
import { stateMarkup } from './widgetModalMarkup'

/** «Интеграции»: a tile for each widget; a press, or an address with the widget's code, opens its settings window. */
export async function mountIntegrations(
  holder: HTMLElement,
  context: PageContext,
  route: PageRoute,
  loader: WidgetLoader,
): Promise<MountedPage> {
  let tiles = await fetchTiles()
  let isLeft = false
  const draw = (): void => drawInto(holder, page(tiles, context, location.pathname))
  const open = (code: string): void => {
    const tile = tiles.find((one) => one.code === code)
    if (!tile || !isAdmin(context)) return
    const modal = new WidgetModal(tile, { loader, session: context.session }, async () => {
      tiles = await fetchTiles()
      // A window that was saved may be answered when another page is open already.
      if (!isLeft) draw()
    })
    modal.open()
  }
  draw()
  $(document).on('click.integrations', '.js-widget-tile', (event) =>
    open(String($(event.currentTarget).data('code'))),
  )
  return {
    unmount() {
      isLeft = true
      $(document).off('.integrations')
    },
    afterLoad() {
      if (route.code) open(route.code)
    },
  }
}

async function fetchTiles(): Promise<WidgetTile[]> {
  const answer = await fetchJson<{ widgets: WidgetTile[] }>('/ajax/page/widgets')
  return answer.widgets
}

function page(tiles: readonly WidgetTile[], context: PageContext, path: string): Markup {
  const content = isAdmin(context)
    ? html`<div class="widgets-list">${tiles.map(tileMarkup)}</div>`
    : html`<p class="settings-page__note">${translate('settings.adminOnly')}</p>`
  return html`<div class="settings-page" id="list_page_holder">${settingsMenu(context.session.menuItems, tiles, path)}
    <div class="settings-page__main"><div class="list__body-right__top"><div class="list__top"><h1
      class="list-top-nav__title">${translate('settings.widgets')}</h1></div></div>
      <div class="settings-page__content">${content}</div></div></div>`
}

function tileMarkup(tile: WidgetTile): Markup {
  return html`<button type="button" class="widgets-list__item js-widget-tile widget-tile_${tile.code}" data-code="${tile.code}">
    <span class="widgets-list__item-picture">${
      tile.isBroken
        ? html`<span class="widgets-list__item-stub">${tile.name.slice(0, 1)}</span>`
        : html`<img src="${tile.path}/images/logo_medium.png" alt="" width="240" height="84">`
    }</span>
    <span class="widgets-list__item-name">${tile.name}</span>
    <span class="widgets-list__item-text">${tile.shortDescription}</span>
    ${stateMarkup(tile)}
  </button>`
}

function isAdmin(context: PageContext): boolean {
  return context.session.rights.is_admin
}
