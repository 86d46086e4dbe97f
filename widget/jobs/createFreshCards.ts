import type { FreshCards, RefreshedCard } from './freshCards'

/** Fresh cards of this tab alone. */
export const createFreshCards = (): FreshCards => {
  const listeners = new Set<(card: RefreshedCard) => void>()
  return {
    tell(card) {
      for (const listener of listeners) listener(card)
    },
    onRefreshed(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
