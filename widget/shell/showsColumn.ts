import { findShown } from './page/findShown'
import { selectors } from './page/selectors'

/** How long the CRM may take to draw its list anew. */
const patience = 2000
const look = 100

/**
 * Has the CRM read the open list again and looks whether a column of this name comes with it. Null where the user sees no list, or it cannot be
 * read again.
 *
 * @param reload has the list read again; false where it could not
 */
export const showsColumn = async (name: string, reload: () => boolean): Promise<boolean | null> => {
  if (findTable() === null || !reload()) return null
  for (let waited = 0; waited < patience; waited += look) {
    if (hasColumn(name)) return true
    await new Promise((resolve) => setTimeout(resolve, look))
  }
  return hasColumn(name)
}

const findTable = (): HTMLElement | null => findShown(selectors.listTable)

const hasColumn = (name: string): boolean =>
  findTable()?.textContent?.toLowerCase().includes(name.toLowerCase()) ?? false
