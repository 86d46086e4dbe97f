import type { FaultRule, FaultTarget } from '../../host/api/faultRules'
import type { Random } from '../../host/seeds/createRandom'

/** How many requests met which fault. */
export interface FaultCounts {
  answered5xx: number
  droppedBefore: number
  droppedAfter: number
  /** Answers that broke off in the middle; the CRM had done its work. */
  malformed: number
  limited: number
  /** Bursts of 429. */
  bursts: number
  /** Requests that failed five times in a row: only these may make a run ask for help. */
  exhausted: number
}

/** Random faults in place of the local CRM's rules, of which one request can meet only the first. */
export interface RandomFaults {
  readonly counts: FaultCounts
  /** In the place of `FaultState.ruleFor`. */
  ruleFor(target: FaultTarget): FaultRule | null
}

const serverErrors = 0.05
const drops = 0.02
/** Of a burst beginning with a request: one in 15 s at 7 requests a second. */
const bursts = 0.01
const mostTries = 5
/** JSON that breaks off. */
const half = { body: '{"_page":1,"_embedded":{"', contentType: 'application/hal+json' }

/**
 * 5 % of all requests of the API are answered with 500, 502, 503 or 504, 2 % are cut off (half of them after the CRM has done its
 * work), and now and then three to eight in a row are refused with 429. `malformed` is the share of answers that are cut in the middle.
 */
export const createRandomFaults = (random: Random, malformed = 0): RandomFaults => {
  const counts: FaultCounts = {
    answered5xx: 0,
    droppedBefore: 0,
    droppedAfter: 0,
    malformed: 0,
    limited: 0,
    bursts: 0,
    exhausted: 0,
  }
  const failedInARow = new Map<string, number>()
  let leftOfBurst = 0

  const fail = (target: FaultTarget): void => {
    const key = keyOf(target)
    const times = (failedInARow.get(key) ?? 0) + 1
    failedInARow.set(key, times)
    if (times === mostTries) counts.exhausted += 1
  }

  return {
    counts,
    ruleFor(target) {
      if (!target.path.startsWith('/api/')) return null
      if (leftOfBurst === 0 && random.isHit(bursts)) {
        counts.bursts += 1
        leftOfBurst = random.integer(3, 8)
      }
      if (leftOfBurst > 0) {
        leftOfBurst -= 1
        counts.limited += 1
        return refusalOf(random)
      }
      const chance = random.fraction()
      if (chance < serverErrors) {
        counts.answered5xx += 1
        fail(target)
        return { status: random.pick([500, 502, 503, 504]) }
      }
      if (chance < serverErrors + drops) {
        const drop = random.pick(['before', 'after'] as const)
        if (drop === 'before') counts.droppedBefore += 1
        else counts.droppedAfter += 1
        fail(target)
        return { drop }
      }
      if (chance < serverErrors + drops + malformed) {
        counts.malformed += 1
        fail(target)
        return half
      }
      failedInARow.delete(keyOf(target))
      return null
    },
  }
}

/** The gateway's page, or JSON that says for how long. */
const refusalOf = (random: Random): FaultRule =>
  random.isHit(0.5)
    ? { status: 429 }
    : { status: 429, body: { title: 'Too many requests', status: 429, retry_after: random.integer(1, 2) } }

/** The same for each try of a request; a batch is known by its first card. */
const keyOf = ({ method, path, body }: FaultTarget): string => {
  const first = Array.isArray(body) ? (body[0] as { readonly id?: unknown } | undefined)?.id : undefined
  return `${method} ${path} ${typeof first === 'number' ? first : ''}`
}
