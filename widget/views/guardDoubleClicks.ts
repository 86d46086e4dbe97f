/**
 * Lets the second click of a double click through only where it meets a button of the same words as the first one: the screen may have changed
 * under the pointer meanwhile, and «Пауза» stand where «Продолжить» was. Rows that move up may be taken out one after another.
 */
export const guardDoubleClicks = (root: Element): void => {
  let first: string | null = null
  const hear = (event: Event): void => {
    const words = (event.target as Element).closest('button')?.textContent ?? null
    if ((event as MouseEvent).detail < 2) {
      first = words
      return
    }
    if (words === null || words === first) return
    event.stopPropagation()
    event.preventDefault()
  }
  root.addEventListener('click', hear, true)
}
