import type { ParentType } from '../records/parents'
import { openListSettings } from './mountListMenu'

/** How long the CRM may take to draw the list that was gone to. */
const patience = 8000
const look = 100

/** Paths of the CRM's lists (HOST: the addresses of its router). */
const listPaths: Readonly<Record<ParentType, string>> = {
  contacts: '/contacts/list/contacts/',
  companies: '/contacts/list/companies/',
}

/** Opens the settings of the open list, or goes to the list of this entity first. */
export const openListColumns = async (type: ParentType, navigate: (path: string) => void): Promise<void> => {
  if (openListSettings()) return
  navigate(listPaths[type])
  for (let waited = 0; waited < patience; waited += look) {
    await new Promise((resolve) => setTimeout(resolve, look))
    if (openListSettings()) return
  }
}
