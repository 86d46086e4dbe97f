import type { Explanation } from '../../widget/calc/explanation'
import type { CardRefresh } from '../../widget/jobs/cardRefresh'
import type { CardState } from '../../widget/jobs/cardState'
import { noBuyers } from '../../widget/jobs/readCard'

export interface FakeRefresh extends CardRefresh {
  readonly calls: readonly string[]
  show(state: CardState): void
}

/** A refresh that shows the states it is given. */
export const fakeRefresh = (first: CardState, explanation: Explanation | null = null): FakeRefresh => {
  let state = first
  const calls: string[] = []
  const listeners = new Set<(state: CardState) => void>()
  return {
    calls,
    show: (next) => {
      state = next
      for (const listener of listeners) listener(next)
    },
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    start: () => calls.push('start'),
    refresh: () => calls.push('refresh'),
    explain: () => explanation,
    buyers: () => noBuyers,
    held: () => null,
    cancel: () => calls.push('cancel'),
  }
}
