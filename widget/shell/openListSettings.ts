import { findShown } from './page/findShown'
import { selectors } from './page/selectors'

/**
 * Opens the settings of the list that the user sees, where he chooses columns.
 *
 * @returns false when there is no such item on the page
 */
export const openListSettings = (): boolean => {
  const item = findShown(`${selectors.listHead} ${selectors.listSettings}`)
  item?.click()
  return item !== null
}
