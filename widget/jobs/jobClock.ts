import type { Milliseconds, UnixSeconds } from '../records/brands'

/** Time as the jobs need it; made in script.ts. */
export interface JobClock {
  /**
   * The CRM's time. What the CRM stamps (`updated_at`, events) is compared with it, so it has to follow the CRM's clock where that
   * differs from the computer's.
   */
  time(): UnixSeconds
  /** A clock that never jumps, for durations. */
  now(): Milliseconds
  /** Calls back once, at `at` or as soon as possible after it; returns what undoes it. */
  wake(at: Milliseconds, callback: () => void): () => void
}
