import { onPageChanged } from './page/pageEvents'
import { shielded } from './page/shielded'
import type { Undo } from './undo'

/**
 * Calls back when the CRM may have come back to a page that it has kept, such as the list under a card that was closed: it need not call
 * `render` then (HOST). Twice at each page change: the widget of the page that was left may be destroyed after the first.
 */
export const followReturns = (comeBack: () => void): Undo => {
  const look = shielded(comeBack)
  let timer: ReturnType<typeof setTimeout> | undefined
  const unlisten = onPageChanged('return', () => {
    look()
    clearTimeout(timer)
    timer = setTimeout(look)
  })
  return () => {
    clearTimeout(timer)
    unlisten()
  }
}
