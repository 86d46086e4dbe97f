import type { PageContext } from '../appTypes'
import { fetchJson } from '../fetchJson'
import { drawInto, html, type Markup } from '../markup'
import type { PageRoute } from '../shell/parseRoute'
import type { MountedPage } from '../shell/Router'
import { menuItemAddress } from '../shell/menuItemAddress'
import type { MenuItem, WidgetTile } from '../wire'

/** The page of a section that a widget added to the left menu: its sub-items at the left, the rest is the widget's (HOST). */
export async function mountWidgetPage(
  holder: HTMLElement,
  { session }: PageContext,
  route: PageRoute,
): Promise<MountedPage> {
  const { widgets } = await fetchJson<{ widgets: WidgetTile[] }>('/ajax/page/widgets')
  const items = session.menuItems.filter(
    ({ code, location, itemCode }) =>
      location === 'widget_page' && code === route.code && itemCode === route.itemCode,
  )
  const title = items.find(({ subitemCode }) => subitemCode === null)?.title ?? ''
  const submenu = items.filter(({ subitemCode }) => subitemCode !== null)
  const name = widgets.find(({ code }) => code === route.code)?.name ?? title
  drawInto(
    holder,
    html`<div class="settings-page">${submenu.length === 0 ? null : aside(title, submenu, route)}
    <div class="settings-page__main work-area content__settings ${submenu.length === 0 ? 'work-area_without-aside' : ''}" id="work_area">
      <div class="content__top list__body-right__top"><div class="content__top__preset list__top"><h1 class="content__top__preset__caption list-top-nav__title">${name}</h1></div></div>
      <div class="settings-page__content list list-widget" id="list_page_holder" tabindex="0"><div class="list__body"><div id="work-area-${route.code ?? ''}"></div></div></div></div></div>`,
  )
  return { unmount() {} }
}

function aside(title: string, items: readonly MenuItem[], route: PageRoute): Markup {
  return html`<nav class="settings-menu aside" id="widget_page_sidebar" aria-label="${title}"><h2 class="settings-menu__title aside__head">${title}</h2>
    <ul class="filter__list" id="settings_aside">${items.map((item) => asideItem(item, route))}</ul></nav>`
}

function asideItem(item: MenuItem, route: PageRoute): Markup {
  const isCurrent = item.subitemCode === route.subitemCode
  return html`<li class="aside__list-item ${isCurrent ? 'aside__list-item_selected' : ''} js-filter-preset-link" title="${item.title}" id="${item.subitemCode}"><a
    class="settings-menu__item ${isCurrent ? 'settings-menu__item_current' : ''} aside__list-item-link js-navigate-link" href="${menuItemAddress(item)}">${item.title}</a></li>`
}
