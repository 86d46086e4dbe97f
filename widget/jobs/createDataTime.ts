import type { UnixSeconds } from '../records/brands'
import type { JobClock } from './jobClock'

/** The time of data that come in several answers. */
export interface DataTime {
  /** To be told of each of the answers (`CallOptions.onAnswered`). */
  readonly onAnswered: (askedAt: number | null) => void
  /** All that had changed before is in the data; null where nobody can say. */
  time(): UnixSeconds | null
}

/** Seconds by which an answer may stand apart from the reading: one out of a cache does, and one from before a sleep of the computer. */
const mostApart = 90

/** Milliseconds by which the header may be cut. */
const cutOff = 999

/**
 * Begins with the reading. An answer that bears the time D and took d was asked for at D − d at the earliest and D at the latest, by the
 * CRM's clock: what had changed before D − d was there to be read, of what changed between nobody knows, since the CRM reads its records
 * before it writes the header. So the earliest D − d of all answers is never too late for any of them. D is cut to whole seconds, like all
 * times of the CRM, so that nobody can tell before from after within one: the second itself is taken, which is never later than D and so
 * never in the future. An estimate from before the first answer would do as well, but where the computer has slept since the
 * last one it is hours behind.
 */
export const createDataTime = (clock: Pick<JobClock, 'time' | 'now'>): DataTime => {
  const startedAt = clock.now()
  let earliest = Number.POSITIVE_INFINITY
  let isUnknown = false
  return {
    onAnswered(askedAt) {
      if (askedAt === null) isUnknown = true
      else earliest = Math.min(earliest, askedAt)
    },
    time() {
      const now = clock.time()
      const time = Math.floor((earliest + cutOff) / 1000)
      if (now === null || isUnknown || !Number.isFinite(time)) return null
      const startTime = now - (clock.now() - startedAt) / 1000
      if (time < startTime - mostApart || time > now + mostApart) return null
      return Math.min(time, now) as UnixSeconds
    },
  }
}
