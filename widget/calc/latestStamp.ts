import type { UnixSeconds } from '../records/brands'

/** Seconds by which a right stamp may be later than what we know of the CRM's time: as long as its answer was on its way to us. */
const mostBehind = 60

/**
 * The latest «Актуально на» that can be right while the CRM's clock shows `now`; a later one was made by a wrong clock, or by hand, and
 * is replaced. Infinity where the CRM's time is not known: then no stamp can be called wrong.
 */
export const latestStamp = (now: UnixSeconds | null): number =>
  now === null ? Number.POSITIVE_INFINITY : now + mostBehind
