import { createFreshCards } from '../jobs/createFreshCards'
import type { FreshCards, RefreshedCard } from '../jobs/freshCards'
import { openTabChannel } from './openTabChannel'

/** Cards refreshed in any tab of this browser; in this tab alone where tabs cannot tell each other. */
export const createTabFreshCards = (name: string): FreshCards => {
  const here = createFreshCards()
  const tellTabs = openTabChannel<RefreshedCard>(name, (card) => here.tell(card))
  return {
    tell(card) {
      here.tell(card)
      tellTabs(card)
    },
    onRefreshed: (listener) => here.onRefreshed(listener),
  }
}
