import type { JobClock } from './jobClock'

/** Milliseconds of work after which the page gets its turn: a picture of a page that moves smoothly takes 16. */
const longestTurn = 8

/**
 * Lets the page draw and answer when work has taken long enough since it did so last. What is called often thus takes no longer than it has to,
 * and a slow computer rests more often than a fast one.
 */
export const createRest = (clock: JobClock): (() => Promise<void>) => {
  let restedAt = clock.now()
  return async () => {
    if (clock.now() - restedAt < longestTurn) return
    await yieldToPage(clock)
    restedAt = clock.now()
  }
}

/** Lets the page draw and answer now. */
export const yieldToPage = (clock: JobClock): Promise<void> =>
  new Promise((resolve) => {
    clock.wake(clock.now(), resolve)
  })
