import { selectors } from './page/selectors'
import type { Undo } from './undo'

/** Ways in which a user comes to a menu: with the mouse, by the keyboard, by touch. */
const signs = ['pointerenter', 'focusin', 'click'] as const

/** Watches the heads of lists, each once, however often it is told of a menu in them. */
export interface Nearness {
  watch(menu: Element): void
  readonly undo: Undo
}

/** Calls back when the user comes near the menus of a list. */
export const followNearness = (onNear: () => void): Nearness => {
  const watched = new WeakSet<Element>()
  const hear = (event: Event): void => {
    // Caught on its way down, it is also told for each element inside that the mouse enters.
    if (event.type !== 'pointerenter' || event.target === event.currentTarget) onNear()
  }
  const end = new AbortController()
  return {
    watch(menu) {
      const head = menu.closest(selectors.listHead)
      if (head === null || watched.has(head)) return
      watched.add(head)
      // Before the page's own handlers, which may keep an event to themselves.
      for (const sign of signs) head.addEventListener(sign, hear, { capture: true, signal: end.signal })
    },
    undo: () => end.abort(),
  }
}
