import type { Milliseconds } from '../records/brands'

/**
 * Monotonic time and wake-up calls, passed in so that tests need no waiting and a hidden tab keeps its pace.
 * `wake` calls back once, at `at` or as soon as possible after it, never before, and returns what undoes it.
 */
export interface Clock {
  now(): Milliseconds
  wake(at: Milliseconds, callback: () => void): () => void
  /** Calls back at once whatever is due. The client does so after every answer, since page timers sleep in a hidden tab. */
  fireDue(): void
}
