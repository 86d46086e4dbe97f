import { onPageChanged } from './page/pageEvents'
import { shielded } from './page/shielded'
import type { Undo } from './undo'

/**
 * Calls back when the CRM may have come back to a page that it has kept, such as the list under a card that was closed: it need not call
 * `render` then (HOST). Twice at each page change: the widget of the page that was left may be destroyed after the first.
 *
 * @param name sets followers apart; the next of the same name takes the place of the one before
 */
export const followReturns = (comeBack: () => void, name = 'return'): Undo => {
  const look = shielded(comeBack)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOff = false
  const unlisten = onPageChanged(name, () => {
    look()
    clearTimeout(timer)
    if (!isOff) timer = setTimeout(look)
  })
  return () => {
    isOff = true
    clearTimeout(timer)
    unlisten()
  }
}
