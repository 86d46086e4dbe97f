import { formatCount } from '../format/formatCount'
import { html, type Markup } from '../markup'
import { icon, type IconName } from '../shell/icon'
import { translate, type TextKey } from '../texts/translate'
import type { EntityCode, ListCode, PageSession } from '../wire'

interface MenuEntry {
  className: string
  icon: IconName
  text: TextKey
  href?: string
  only?: EntityCode
}

export interface ListHeadFacts {
  list: ListCode
  session: PageSession
  total: number
  /** Whether rows are on screen: a list without any has no settings. */
  hasRows: boolean
  query: string
  isFiltered: boolean
}

const menu: readonly MenuEntry[] = [
  { className: 'js-list-print', icon: 'print', text: 'menu.print' },
  { className: 'js-list-add-other', icon: 'add', text: 'menu.addOther' },
  { className: 'js-list-export', icon: 'export', text: 'menu.export' },
  { className: 'js-list-import', icon: 'import', text: 'menu.import' },
  { className: 'js-list-settings', icon: 'columns', text: 'menu.settings' },
  { className: 'js-list-triggers', icon: 'triggers', text: 'menu.triggers' },
  {
    className: 'js-list-duplicate-contacts-search',
    icon: 'duplicates',
    text: 'menu.duplicates',
    only: 'contacts',
  },
]

/** The head of a list, 65 px: title with the other lists, search, count, "…" menu in the account's layout, add button. */
export function listHead(facts: ListHeadFacts): Markup {
  const { list, session, total, query, isFiltered } = facts
  const entity = list === 'all' ? 'contacts' : list
  return html`<div class="list__top">
    ${listTitle(list)}
    <div class="list-top-search ${isFiltered ? 'list-top-search_active' : ''}">
      ${icon('search', 'list-top-search__icon')}
      <input type="search" class="list-top-search__input js-list-search" value="${query}" placeholder="${translate('list.search')}"
        aria-label="${translate('list.search')}" autocomplete="off">
      ${isFiltered ? html`<button type="button" class="list-top-search__clear js-filter-clear" aria-label="${translate('filter.clear')}"></button>` : null}
      <span class="list-top-search__summary js-list-count">${formatCount(total, list, session.user.lang)}</span>
    </div>
    <div class="list__top__actions">
      ${entity === 'contacts' || entity === 'companies' ? moreMenu(entity, facts) : null}
      <a class="button-input button-input_add button-input_blue js-navigate-link" href="/${entity}/add/"><span
        class="button-input-inner">+ <span class="button-input-inner__text">${translate(`list.add.${entity}`)}</span></span></a>
    </div>
  </div>`
}

function listTitle(list: ListCode): Markup {
  if (list === 'leads' || list === 'customers') {
    return html`<h1 class="list-top-nav__title">${translate(`list.title.${list}`)}</h1>`
  }
  const lists: readonly [string, TextKey][] = [
    ['/contacts/list/contacts/', 'list.title.contacts'],
    ['/contacts/list/companies/', 'list.title.companies'],
    ['/contacts/list/', 'list.title.all'],
  ]
  return html`<div class="list-top-nav__title-wrapper button-input-more">
    <h1 class="list-top-nav__title"><button type="button" class="list-top-nav__title-button button-input-with-menu">${translate(`list.title.${list}`)}</button></h1>
    <ul class="button-input__context-menu list-top-nav__lists">${lists.map(
      ([href, text]) =>
        html`<li class="button-input__context-menu__item" role="none"><a class="button-input__context-menu__item__inner" href="${href}">${translate(text)}</a></li>`,
    )}</ul></div>`
}

function moreMenu(entity: 'contacts' | 'companies', { session, hasRows }: ListHeadFacts): Markup {
  const isNewbie = session.switches.widgetMarkup === 'newbie'
  const items = menu
    .filter(({ only }) => !only || only === entity)
    .filter(({ className }) => hasRows || className !== 'js-list-settings')
    .map((entry) => menuItem(entry, entity))
  const button = html`<button type="button" class="button-input button-input-with-menu" title="${translate('menu.more')}"
      aria-label="${translate('menu.more')}" aria-haspopup="true"><span class="button-input-inner button-input-more-inner">${icon('more', 'svg-controls--button-more-dims')}${
        isNewbie ? html`<span class="button-input-inner__text">${translate('menu.more')}</span>` : null
      }</span></button>
    <ul class="button-input__context-menu" role="menu">${items}</ul>`
  if (isNewbie) {
    return html`<div class="list-top-nav__button-more_newbie"><div
      class="button-input-wrapper button-input-more button-input-more-newbie content__top__action__btn-more">${button}</div></div>`
  }
  return html`<div class="list-top-nav__icon-button list-top-nav__icon-button_dark list-top-nav__icon-button_context list-top-nav__button-more"><div
      class="button-input-wrapper button-input-more content__top__action__btn-more">${button}</div></div>`
}

function menuItem(entry: MenuEntry, entity: 'contacts' | 'companies'): Markup {
  const other = entity === 'contacts' ? 'companies' : 'contacts'
  const text = entry.text === 'menu.addOther' ? translate(`list.add.${other}`) : translate(entry.text)
  const href = entry.text === 'menu.addOther' ? `/${other}/add/` : null
  const inner = html`<span class="button-input__context-menu__item__icon-container">${icon(entry.icon, 'button-input__context-menu__item__icon')}</span><span class="button-input__context-menu__item__text">${text}</span>`
  return html`<li class="button-input__context-menu__item element__${entry.icon} ${entry.className}" role="menuitem" tabindex="-1">${
    href
      ? html`<a class="button-input__context-menu__item__inner js-navigate-link" href="${href}" tabindex="-1">${inner}</a>`
      : html`<div class="button-input__context-menu__item__inner">${inner}</div>`
  }</li>`
}
