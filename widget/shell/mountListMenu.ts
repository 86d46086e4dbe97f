import $ from 'jquery'
import type { Undo } from './undo'

/** Whether the user may start what the item starts; a refusal says why, in words for the user. */
export type Availability =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly reason: string }

/** An item of the "…" menu above the list. */
export interface ListMenuItem {
  /** Tells our own items apart: `fill`, `reports`. */
  readonly key: string
  readonly text: string
  /** Asked each time the item is drawn and each time it is chosen. */
  availability(): Availability
  /** The user chose the item and may. */
  onSelect(): void
  /** The user chose the item and may not: shows the reason. */
  onRefused(reason: string): void
}

const itemClass = 'sales-analytics__menu-item'

/** The same in both layouts of the list's head: the wrappers around the menu differ (HOST). */
export const menuSelector = '.list__top__actions ul.button-input__context-menu'

/** The stock item after which ours stand; without it they end the menu. Between the stock ones they would tear pairs apart. */
const neighbour = '.js-list-settings'

const icon =
  '<svg class="button-input__context-menu__item__icon" width="18" height="18" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 9h3v5H2zM6.5 5h3v9h-3zM11 2h3v12h-3z" fill="currentColor"/></svg>'

/**
 * Keeps the items in the "…" menu of the contacts or companies list: once each, and again whenever the CRM draws the head of the list anew
 * (navigation, filters).
 *
 * @returns takes the items out and stops watching
 */
export const mountListMenu = (items: readonly ListMenuItem[], namespace = '.sales-analytics-menu'): Undo => {
  const draw = (): void => {
    for (const menu of document.querySelectorAll<HTMLElement>(menuSelector)) drawItems(menu, items)
  }
  const observer = new MutationObserver(draw)
  observer.observe(document.querySelector('#page_holder') ?? document.body, {
    childList: true,
    subtree: true,
  })
  $(document).on(`page:changed${namespace}`, draw)
  draw()
  return () => {
    observer.disconnect()
    $(document).off(namespace)
    for (const item of document.querySelectorAll(`.${itemClass}`)) item.remove()
  }
}

const drawItems = (menu: HTMLElement, items: readonly ListMenuItem[]): void => {
  let before: Element | null = menu.querySelector(neighbour)
  for (const item of items) {
    const found = menu.querySelector(`.${itemClass}[data-key="${item.key}"]`)
    const element = found ?? createItem(item)
    // Only what is missing is put in: a watcher that always writes would wake itself forever.
    if (found === null) {
      if (before) before.after(element)
      else menu.append(element)
    }
    before = element
  }
}

const createItem = (item: ListMenuItem): HTMLElement => {
  const availability = item.availability()
  const element = document.createElement('li')
  element.className = `button-input__context-menu__item ${itemClass}`
  element.dataset['key'] = item.key
  element.tabIndex = 0
  element.setAttribute('role', 'menuitem')
  element.innerHTML = `<div class="button-input__context-menu__item__inner">${icon}<span class="button-input__context-menu__item__text"></span></div>`
  const text = element.querySelector('span')
  if (text) text.textContent = item.text
  if (!availability.isAllowed) {
    element.classList.add(`${itemClass}_disabled`)
    element.setAttribute('aria-disabled', 'true')
    element.setAttribute('aria-description', availability.reason)
    element.title = availability.reason
  }
  element.addEventListener('click', () => choose(item))
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    // The CRM's own handler would choose the item a second time.
    event.stopPropagation()
    element.click()
  })
  return element
}

const choose = (item: ListMenuItem): void => {
  const availability = item.availability()
  if (availability.isAllowed) item.onSelect()
  else item.onRefused(availability.reason)
}

/**
 * Opens the settings of the list itself, where the user chooses columns.
 *
 * @returns false when the page has no such item
 */
export const openListSettings = (): boolean => {
  const item = document.querySelector<HTMLElement>('.list__top__actions .js-list-settings')
  item?.click()
  return item !== null
}

/** Has the CRM read the list again, so that freshly written values are seen (HOST). Does nothing outside a list. */
export const reloadList = (): void => {
  $(document).trigger('list:reload')
}
