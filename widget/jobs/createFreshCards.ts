import { tellAll } from '../records/tellAll'
import type { FreshCards, RefreshedCard } from './freshCards'

/** Fresh cards of this tab alone. */
export const createFreshCards = (): FreshCards => {
  const listeners = new Set<(card: RefreshedCard) => void>()
  return {
    tell(card) {
      tellAll(listeners, card)
    },
    onRefreshed(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
