/**
 * Lets the second click of a double click through only where it meets the very button that the first one met: the screen may have changed under
 * the pointer meanwhile, and «Пауза» stand where «Продолжить» was.
 */
export const guardDoubleClicks = (root: Element): void => {
  let first: { readonly button: Element; readonly words: string | null } | null = null
  const hear = (event: Event): void => {
    const button = (event.target as Element).closest('button')
    const words = button?.textContent ?? null
    if ((event as MouseEvent).detail < 2) {
      first = button && { button, words }
      return
    }
    if (button === null || (first?.button === button && first.words === words)) return
    event.stopPropagation()
    event.preventDefault()
  }
  root.addEventListener('click', hear, true)
}
