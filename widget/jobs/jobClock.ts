import type { Milliseconds, UnixSeconds } from '../records/brands'

/** Time as the jobs need it; made in script.ts. */
export interface JobClock {
  /**
   * The CRM's time, by its answers alone: what the CRM stamps (`updated_at`, events) is compared with it, and the user's clock may be
   * wrong. Never ahead of the CRM's clock. Null = not known: nothing can be stamped then, nor changes be asked for.
   */
  time(): UnixSeconds | null
  /** A clock that never jumps, for durations. */
  now(): Milliseconds
  /** Calls back once, at `at` or as soon as possible after it; returns what undoes it. */
  wake(at: Milliseconds, callback: () => void): () => void
}
