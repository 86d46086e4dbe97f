import type { Milliseconds } from '../records/brands'

/** Tries of one request that fails by the server or by the network. */
export const mostTries = 5
/** Tries of one request that is refused for the rate: the CRM did not look at it, so it may be sent again for long. */
export const mostLimitedTries = 20

const firstDelay = 1000
const longestDelay = 30_000

/**
 * How long to wait before the next try: full jitter (anything from 0) over 1 s, 2 s, 4 s … 30 s, but at least what the CRM asked for.
 * `attempt` counts from 1; `random` gives 0 ≤ x < 1; `retryAfter` is in seconds.
 */
export function backOff(attempt: number, random: () => number, retryAfter: number | null): Milliseconds {
  const ceiling = Math.min(longestDelay, firstDelay * 2 ** (attempt - 1))
  const jittered = Math.round(random() * ceiling)
  return Math.max(jittered, (retryAfter ?? 0) * 1000) as Milliseconds
}

/** How long everything waits after an answer 429: what the CRM asked for, else one second (its own window) and the jittered back-off. */
export function limitedBackOff(
  attempt: number,
  random: () => number,
  retryAfter: number | null,
): Milliseconds {
  return retryAfter === null
    ? ((firstDelay + backOff(attempt, random, null)) as Milliseconds)
    : ((retryAfter * 1000) as Milliseconds)
}
