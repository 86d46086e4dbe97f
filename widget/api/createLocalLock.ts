import type { SpacingLock } from './spacingLock'

/** Locks within one page, for browsers without Web Locks: the rate then holds for each tab alone. */
export function createLocalLock(): SpacingLock {
  const tails = new Map<string, Promise<unknown>>()
  return {
    request(name, hold) {
      const turn = (tails.get(name) ?? Promise.resolve()).then(hold)
      tails.set(
        name,
        turn.catch(() => undefined),
      )
      return turn
    },
  }
}
