import $ from 'jquery'
import type { HostWidget } from '../../widget/shell/hostTypes'

/** Puts markup into the page and gives it back to the test empty. */
export const showPage = (markup: string): void => {
  document.head.innerHTML = ''
  document.body.innerHTML = `<div id="page_holder">${markup}</div><div id="card_holder" style="display: none"></div>`
}

/** Puts markup into the place of an open card, over the list that the CRM keeps hidden. */
export const showCard = (markup: string): void => {
  const [page, card] = [document.querySelector('#page_holder'), document.querySelector('#card_holder')]
  page?.setAttribute('style', 'display: none')
  card?.removeAttribute('style')
  if (card) card.innerHTML = markup
}

/** Closes the card: the list is there again as it was. */
export const leaveCard = (): void => {
  document.querySelector('#page_holder')?.removeAttribute('style')
  document.querySelector('#card_holder')?.setAttribute('style', 'display: none')
  const card = document.querySelector('#card_holder')
  if (card) card.innerHTML = ''
}

/** The head of the contacts list with its "…" menu, in one of the CRM's two layouts. */
export const listHead = (layout: 'classic' | 'newbie' = 'classic'): string => `
  <div class="list__body-right__top"><div class="list__top__actions">
    <div class="${layout === 'classic' ? 'list-top-nav__icon-button_context' : 'list-top-nav__button-more_newbie'}">
      <div class="button-input-wrapper ${layout === 'classic' ? 'button-input-more' : 'button-input-more-newbie'}">
        <button class="button-input button-input-with-menu">…</button>
        <ul class="button-input__context-menu">
          <li class="button-input__context-menu__item js-list-print">Печать</li>
          <li class="button-input__context-menu__item js-list-export">Экспорт</li>
          <li class="button-input__context-menu__item js-list-settings">Настройки списка</li>
        </ul>
      </div>
    </div>
  </div></div>`

/** A widget object as the CRM has it after `set_settings`. */
export const aWidget = (partial: Partial<HostWidget> = {}): HostWidget => ({
  callbacks: {
    render: () => true,
    init: () => true,
    bind_actions: () => true,
    settings: () => undefined,
    onSave: () => true,
    destroy: () => undefined,
  },
  params: { widget_code: 'sales_analytics', path: '/upl/sales_analytics/widget', version: '0.1.0' },
  langs: { widget: { name: 'Аналитика продаж' } },
  system: () => ({ area: 'clist' }),
  ...partial,
})

/** What the CRM's page tells after it has drawn another page. */
export const changePage = (): void => {
  $(document).trigger('page:changed')
}

/** Lets mutation observers, promises and what they begin with a timer of 0 ms run: a later timer comes after them, however late all are. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 2))
}
