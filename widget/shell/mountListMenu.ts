import { followNearness } from './followNearness'
import { noteLate } from './page/noteLate'
import { onPageChanged } from './page/pageEvents'
import { selectors } from './page/selectors'
import { shielded } from './page/shielded'
import type { Undo } from './undo'
import { createChangeWatcher } from './page/watchers'

/** Whether the user may start what the item starts; a refusal says why, in words for the user. */
export type Availability =
  | { readonly isAllowed: true }
  | { readonly isAllowed: false; readonly reason: string }

/** An item of the "…" menu above the list. */
export interface ListMenuItem {
  /** Tells our own items apart: `fill`, `reports`. */
  readonly key: string
  readonly text: string
  /** Asked when the user comes near the menu, and each time the item is chosen. Rejects where it cannot be told. */
  availability(): Promise<Availability>
  /** The user chose the item and may. */
  onSelect(): void
  /** The user chose the item and may not: shows the reason. */
  onRefused(reason: string): void
  /** The user chose the item, and whether he may cannot be told. */
  onFailed(error: unknown): void
}

const itemClass = 'sales-analytics__menu-item'

/**
 * The CRM opens the menu to the right of a button near the edge: one line of ours would end beyond the window (HOST). Here and not in the style
 * sheet, which may come after the menu was opened.
 */
const textStyle = {
  width: 'max-content',
  maxWidth: '170px',
  height: 'auto',
  padding: '6px 0',
  lineHeight: '18px',
  whiteSpace: 'normal',
} as const

const icon =
  '<svg class="button-input__context-menu__item__icon" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 9h3v5H2zM6.5 5h3v9h-3zM11 2h3v12h-3z" fill="currentColor"/></svg>'

/**
 * Keeps the items in the "…" menu of the contacts or companies list: once each, and again whenever the CRM draws the head of the list anew
 * (navigation, filters), shows it again or puts another page in its place. Until the user comes near the menu an item costs the page nothing
 * but its drawing.
 *
 * @returns takes the items out and stops watching
 */
export const mountListMenu = (items: readonly ListMenuItem[]): Undo => {
  let isGone = false
  const findMenus = () => document.querySelectorAll<HTMLElement>(selectors.listMenu)
  const nearness = followNearness(() => {
    for (const item of items) item.availability().then((known) => showAvailability(item, known), untold)
  })
  const draw = shielded(() => {
    for (const menu of findMenus()) {
      drawItems(menu, items, () => isGone)
      nearness.watch(menu)
    }
  })
  const observer = createChangeWatcher(draw)
  observer.observe(document.querySelector(selectors.pageHolder) ?? document.body, {
    childList: true,
    subtree: true,
  })
  const unlisten = onPageChanged('menu', draw)
  const undoNote = noteLate('list menu', () => findMenus().length > 0)
  draw()
  return () => {
    observer.disconnect()
    unlisten()
    undoNote()
    nearness.undo()
    isGone = true
    for (const item of document.querySelectorAll(`.${itemClass}`)) item.remove()
  }
}

const drawItems = (menu: HTMLElement, items: readonly ListMenuItem[], isGone: () => boolean): void => {
  // Without the stock item ours end the menu. Between the stock ones they would tear pairs apart.
  let before: Element | null = menu.querySelector(selectors.listSettings)
  for (const item of items) {
    const found = menu.querySelector(`.${itemClass}[data-key="${item.key}"]`)
    const element = found ?? createItem(item, hasBareIcons(menu), isGone)
    // Only what is missing is put in: a watcher that always writes would wake itself forever.
    if (found === null) {
      if (before) before.after(element)
      else menu.append(element)
    }
    before = element
  }
}

/** Older pages have icons without a box around them. */
const hasBareIcons = (menu: HTMLElement): boolean =>
  menu.querySelector(`:not(${selectors.menuIcon}) > svg`) !== null && !menu.querySelector(selectors.menuIcon)

const createItem = (item: ListMenuItem, isBare: boolean, isGone: () => boolean): HTMLElement => {
  const element = document.createElement('li')
  element.className = `button-input__context-menu__item ${itemClass}`
  element.dataset['key'] = item.key
  element.tabIndex = 0
  element.setAttribute('role', 'menuitem')
  const boxed = isBare
    ? icon
    : `<span class="button-input__context-menu__item__icon-container">${icon}</span>`
  element.innerHTML = `<div class="button-input__context-menu__item__inner">${boxed}<span class="button-input__context-menu__item__text"></span></div>`
  const text = element.querySelector<HTMLElement>('.button-input__context-menu__item__text')
  if (text) {
    text.textContent = item.text
    Object.assign(text.style, textStyle)
  }
  element.addEventListener('click', () => void choose(item, isGone))
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    // The CRM's own handler would choose the item a second time.
    event.stopPropagation()
    element.click()
  })
  return element
}

/** `isGone`: the list was left meanwhile. */
const choose = async (item: ListMenuItem, isGone: () => boolean): Promise<void> => {
  try {
    const known = await item.availability()
    if (isGone()) return
    showAvailability(item, known)
    if (known.isAllowed) item.onSelect()
    else item.onRefused(known.reason)
  } catch (error) {
    if (!isGone()) item.onFailed(error)
  }
}

/** Told when the item is chosen. */
const untold = (): void => undefined

const showAvailability = (item: ListMenuItem, known: Availability): void => {
  const reason = known.isAllowed ? null : known.reason
  for (const element of document.querySelectorAll<HTMLElement>(`.${itemClass}[data-key="${item.key}"]`)) {
    element.classList.toggle(`${itemClass}_disabled`, reason !== null)
    setOrRemove(element, 'aria-disabled', reason === null ? null : 'true')
    for (const name of ['aria-description', 'title']) setOrRemove(element, name, reason)
  }
}

const setOrRemove = (element: Element, name: string, value: string | null): void => {
  if (value === null) element.removeAttribute(name)
  else element.setAttribute(name, value)
}
