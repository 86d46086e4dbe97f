import type { ParentType } from '../records/parents'
import { openListSettings } from './mountListMenu'
import { listPaths, openListType } from './openListType'

/** How long the CRM may take to draw the list that was gone to. */
const patience = 8000
/** After so long a head that is still the same is taken for the new list's. */
const mostRedraw = 2000
const look = 100

/** Opens the settings of the list of this entity, and goes there first from any other page. */
export const openListColumns = async (type: ParentType, navigate: (path: string) => void): Promise<void> => {
  if (openListType() === type && openListSettings()) return
  const before = document.querySelector('.list__top__actions')
  navigate(listPaths[type])
  for (let waited = look; waited <= patience; waited += look) {
    await new Promise((resolve) => setTimeout(resolve, look))
    const isDrawn = waited > mostRedraw || document.querySelector('.list__top__actions') !== before
    if (isDrawn && openListSettings()) return
  }
}
