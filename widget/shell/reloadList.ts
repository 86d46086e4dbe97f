import type { HostPage } from './createHostPage'
import { isDisplayed } from './page/findShown'
import { triggerEvent } from './page/pageEvents'
import { noteLoss } from './page/pageValues'
import { selectors } from './page/selectors'

/**
 * Has the CRM read the list again, so that freshly written values are seen. The event is the router's (HOST): it opens whatever page is shown
 * anew. So nothing is done unless the user sees a list, with no window over it: the new page would close that.
 *
 * @returns whether the list is read again
 */
export const reloadList = (page: Pick<HostPage, 'openList'>): boolean => {
  if (page.openList() === null || hasForeignWindow()) return false
  const isDone = triggerEvent(document, 'list:reload')
  if (!isDone) noteLoss('list:reload')
  return isDone
}

const hasForeignWindow = (): boolean =>
  [...document.querySelectorAll(`${selectors.modal}, dialog[open]`)].some(
    (window) =>
      isDisplayed(window) && !window.matches('.sales-analytics__host-window, .sales-analytics__dialog'),
  )
