import { createFreshCards } from '../jobs/createFreshCards'
import type { FreshCards, RefreshedCard } from '../jobs/freshCards'

/** Cards refreshed in any tab of this browser, by a BroadcastChannel; in this tab alone where there is none. */
export const createTabFreshCards = (name: string): FreshCards => {
  const here = createFreshCards()
  if (typeof BroadcastChannel === 'undefined') return here
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', (event: MessageEvent<RefreshedCard>) => here.tell(event.data))
  return {
    tell(card) {
      here.tell(card)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin to name
      channel.postMessage(card)
    },
    onRefreshed: (listener) => here.onRefreshed(listener),
  }
}
