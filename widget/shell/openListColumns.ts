import type { ParentType } from '../records/parents'
import type { HostPage } from './createHostPage'
import { openListSettings } from './openListSettings'
import { findShown } from './page/findShown'
import { listPaths } from './page/listPaths'
import { selectors } from './page/selectors'

/** How long the CRM may take to draw the list that was gone to. */
const patience = 8000
/** After so long a head that is still the same is taken for the new list's. */
const mostRedraw = 2000
const look = 100

/** Opens the settings of the list of this entity, and goes there first from any other page. */
export const openListColumns = async (
  type: ParentType,
  page: Pick<HostPage, 'openList' | 'navigate'>,
): Promise<void> => {
  if (page.openList() === type && openListSettings()) return
  const before = findShown(selectors.listHead)
  page.navigate(listPaths[type])
  for (let waited = look; waited <= patience; waited += look) {
    await new Promise((resolve) => setTimeout(resolve, look))
    const isDrawn = waited > mostRedraw || findShown(selectors.listHead) !== before
    if (isDrawn && page.openList() !== null && openListSettings()) return
  }
}
