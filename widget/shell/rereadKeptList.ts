import type { HostPage } from './createHostPage'
import { followReturns } from './followReturns'
import { selectors } from './page/selectors'
import { reloadList } from './reloadList'
import type { Undo } from './undo'

/**
 * Has the list that the CRM keeps under an open card read again when the user comes back to it, since it shows what was there before it was
 * covered. A list that is opened anew shows the newest anyway. Returns its undo.
 */
export const rereadKeptList = (page: Pick<HostPage, 'openList'>): Undo => {
  const kept = document.querySelector(selectors.listTable)
  if (kept === null || page.openList() !== null) return () => undefined
  const undo = followReturns(() => {
    // From card to card it stays covered.
    if (kept.isConnected && page.openList() === null) return
    undo()
    if (kept.isConnected) reloadList(page)
  }, 'reread')
  return undo
}
