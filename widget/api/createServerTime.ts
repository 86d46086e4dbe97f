import type { Milliseconds, UnixSeconds } from '../records/brands'

/** The CRM's own time, by its answers and a clock that never jumps; the user's clock has no part in it. */
export interface ServerTime {
  /** Never ahead of the CRM's clock, and behind it by as much as an answer is old at most. Null = not known, or in doubt. */
  time(): UnixSeconds | null
  /** Takes the time of an answer that has just come (milliseconds since 1970, whole seconds). */
  apply(date: number): void
}

/** What an answer said: the CRM's time less ours at its arrival, in ms. It is never too much, since the answer was on its way. */
interface Told {
  readonly offset: number
  readonly at: number
}

/** An answer may be as old as the longest wait for one, and the CRM's servers may differ by some seconds. */
const mostApart = 90_000
/** So long an answer that was faster than the others stands; the clocks of two computers drift apart in the long run. */
const longestHold = 60_000
/** Answers in a row that have to agree before they are believed: our clock stands still in a sleep, the CRM's never goes back. */
const enough = { ahead: 2, behind: 3 } as const

/**
 * The CRM's time is what an answer said and what has passed since by `now`. Of the answers of the last minute the one that says most is
 * the nearest, since each is as old as it was long on its way. Where `now` stands still while the computer sleeps, the time is behind until the next
 * answers come.
 *
 *   unknown ── the first ──▶ known ──── one that does not agree ────▶ doubted ──┐
 *                            ▲ ▲ │                                    │ │ ▲    │ one that agrees
 *             a nearer one ──│─└─┘                                    │ │ └────┘ with neither
 *                            ├── one that agrees with the known one ──┘ │        (the other came out of a cache)
 *                            └── enough that agree with the new one ────┘        (a sleep, or the known one was wrong)
 */
export function createServerTime(now: () => Milliseconds): ServerTime {
  let known: Told | null = null
  let doubted: (Told & { readonly count: number }) | null = null

  return {
    time() {
      if (known === null || doubted !== null) return null
      return Math.floor((known.offset + now()) / 1000) as UnixSeconds
    },
    apply(date) {
      const at = now()
      const offset = date - at
      if (known === null) {
        known = { offset, at }
      } else if (isNear(offset, known)) {
        doubted = null
        if (offset >= known.offset || at - known.at > longestHold) known = { offset, at }
      } else if (doubted === null || !isNear(offset, doubted)) {
        doubted = { offset, at, count: 1 }
      } else {
        doubted = { offset: Math.max(offset, doubted.offset), at, count: doubted.count + 1 }
        if (doubted.count < (offset > known.offset ? enough.ahead : enough.behind)) return
        known = doubted
        doubted = null
      }
    },
  }
}

const isNear = (offset: number, told: Told): boolean => Math.abs(offset - told.offset) <= mostApart
