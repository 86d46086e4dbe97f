import { drawInto, findElement, html, type Markup } from '../markup'
import { translate } from '../texts/translate'
import type { PageSession } from '../wire'
import { icon, type IconName } from './icon'

interface NavItem {
  section: string
  href: string
  icon: IconName
  text: string
}

/** The two places of the page, side by side: the one is hidden while the other is shown (HOST). */
export interface PagePlaces {
  page: HTMLElement
  card: HTMLElement
}

/** Draws the left bar, 65 px, and the places of the pages and of the card. */
export function drawShell(root: HTMLElement, session: PageSession): PagePlaces {
  drawInto(
    root,
    html`<div class="nav custom-scroll" id="nav_menu_wrapper">
      <div class="nav__top"><div class="button-input-more nav__user">
        <button type="button" class="nav__top__userbar button-input-with-menu" title="${session.user.name}" aria-label="${initials(session.user.name)}, ${session.user.name}"
          aria-haspopup="true"><span class="nav__avatar" aria-hidden="true">${initials(session.user.name)}</span></button>
        <ul class="button-input__context-menu nav__user-menu" role="menu">
          <li class="nav__user-name">${session.user.name}<br><small>${session.user.login}</small></li>
          ${userMenuItem('js-theme-switch', translate('theme.switch'))}
          ${userMenuItem('js-host-options', translate('user.options'))}
        </ul></div></div>
      <nav aria-label="${translate('nav.title')}"><ul class="nav__menu" id="nav_menu">${navItems(session).map(navItem)}</ul></nav>
    </div>
    <div class="page-work-area" id="work-area"><main class="card-holder" id="card_holder" style="display: none"></main>
      <main class="page-holder" id="page_holder"></main></div>`,
  )
  return { page: findElement(root, '#page_holder'), card: findElement(root, '#card_holder') }
}

/** Shows the place that a page is drawn into and hides the other; a card that is left goes, a list under a card stays. */
export function showPlace(places: PagePlaces, name: keyof PagePlaces): void {
  places.card.style.display = name === 'card' ? '' : 'none'
  places.page.style.display = name === 'page' ? '' : 'none'
  if (name === 'page') places.card.replaceChildren()
}

function navItems(session: PageSession): NavItem[] {
  const items: NavItem[] = [
    { section: 'dashboard', href: '/dashboard/', icon: 'dashboard', text: translate('nav.dashboard') },
    { section: 'leads', href: '/leads/', icon: 'leads', text: translate('nav.leads') },
    { section: 'customers', href: '/customers/', icon: 'customers', text: translate('nav.customers') },
    {
      section: 'contacts',
      href: '/contacts/list/contacts/',
      icon: 'contacts',
      text: translate('nav.contacts'),
    },
    { section: 'todo', href: '/todo/', icon: 'todo', text: translate('nav.todo') },
    { section: 'mail', href: '/mail/', icon: 'mail', text: translate('nav.mail') },
    { section: 'stats', href: '/stats/', icon: 'stats', text: translate('nav.stats') },
    { section: 'settings', href: '/settings/', icon: 'settings', text: translate('nav.settings') },
  ]
  const own = session.menuItems
    .filter(({ location }) => location === 'widget_page')
    .map((item) => ({
      section: 'widget_page',
      href: `/widget_page/${item.code}/${item.itemCode ?? ''}/${item.subitemCode ?? ''}`,
      icon: 'stats' as const,
      text: item.title,
    }))
  return [...items.filter(({ section }) => section !== 'customers' || session.customersOn), ...own]
}

function navItem(item: NavItem): Markup {
  return html`<li class="nav__menu__item" data-entity="${item.section}"><a class="nav__menu__item__link" href="${item.href}" title="${item.text}"><span
    class="nav__menu__item__icon">${icon(item.icon)}</span><span class="nav__menu__item__title">${item.text}</span></a></li>`
}

function userMenuItem(className: string, text: string): Markup {
  return html`<li class="button-input__context-menu__item ${className}" role="menuitem" tabindex="-1"><div
    class="button-input__context-menu__item__inner"><span class="button-input__context-menu__item__text">${text}</span></div></li>`
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('')
}
