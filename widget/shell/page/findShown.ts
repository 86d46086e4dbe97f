import { selectors } from './selectors'

/**
 * Whether an element stands on the page that the user sees: the CRM keeps a list in the document, hidden, while a card is open (HOST). What is
 * closed or folded on that page, such as a menu or a tab, is on it all the same.
 */
const isOnShownPage = (element: Element): boolean => {
  if (!element.isConnected) return false
  const holder = element.closest(`${selectors.cardHolder}, ${selectors.pageHolder}`)
  return holder === null || isDisplayed(holder)
}

/** Whether neither the element nor anything around it is taken out of the drawing. */
export const isDisplayed = (element: Element): boolean => {
  for (let box: Element | null = element; box !== null; box = box.parentElement)
    if (getComputedStyle(box).display === 'none') return false
  return element.isConnected
}

/** The first element of a selector on the page that the user sees. */
export const findShown = (selector: string): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>(selector)].find(isOnShownPage) ?? null
