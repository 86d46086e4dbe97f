import { reloadList } from './mountListMenu'

/** How long the CRM may take to draw its list anew. */
const patience = 2000
const look = 100

/**
 * Has the CRM read the open list again and looks whether a column of this name comes with it. Null where no list is open.
 * `#list_table` is the list's table (HOST).
 */
export const showsColumn = async (name: string): Promise<boolean | null> => {
  if (document.querySelector('#list_table') === null) return null
  reloadList()
  for (let waited = 0; waited < patience; waited += look) {
    if (hasColumn(name)) return true
    await new Promise((resolve) => setTimeout(resolve, look))
  }
  return hasColumn(name)
}

const hasColumn = (name: string): boolean =>
  document.querySelector('#list_table')?.textContent?.toLowerCase().includes(name.toLowerCase()) ?? false
