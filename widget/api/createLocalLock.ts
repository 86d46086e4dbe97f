import type { SpacingLock } from './spacingLock'

/** Locks within one page, for browsers without Web Locks: the rate then holds for each tab alone. */
export function createLocalLock(): SpacingLock {
  const tails = new Map<string, Promise<unknown>>()
  return {
    request(name, { steal = false, signal }, hold) {
      const before = steal ? undefined : tails.get(name)
      const turn = (before ?? Promise.resolve()).then(() => (signal?.aborted === true ? undefined : hold()))
      tails.set(
        name,
        turn.catch(() => undefined),
      )
      return turn
    },
  }
}
