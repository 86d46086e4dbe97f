import type { Milliseconds } from '../records/brands'
import type { Clock } from './clock'
import { mostLate } from './rateWindow'
import type { SpacingLock } from './spacingLock'
import { waitUntil } from './waitUntil'

/** The turns of this tab to send, by the lock that all tabs of the account share. */
export interface Turns {
  /**
   * Waits for the turn of this tab, does `hold` in it and settles when that is over. Also settles, without `hold`, when this tab stood still
   * while it waited: what it planned before is then out of date. Never rejects unless `hold` does.
   *
   * @param hold asks `isMine` before it sends and twice a second while it waits: false once the turn was lost, or may have been
   * @param nextAt when the next request of any tab may leave, as far as is known: until then nobody's silence means anything
   */
  take(hold: (isMine: () => boolean) => Promise<void>, nextAt: () => number): Promise<void>
  /** This tab has sent, or another: the lock goes round. */
  noteSent(isOwn: boolean): void
}

export interface TurnsParts {
  readonly clock: Clock
  readonly lock: SpacingLock
  readonly lockName: string
  /** Whether the other tabs tell when they send: then their silence is soon believed. */
  readonly areOthersHeard: boolean
}

/** Ms for which no tab sends although it may, after which the holder of the lock is taken for stalled: a debugger, a dialog, a frozen page. */
const patience = 2000
/** The same where tabs do not hear of each other: many may be waiting at a slow rate. */
const patienceUnheard = 8000
/** Ms that the tab which had the last turn is more patient: of two that wait, the one that waits for longer goes first. */
const courtesy = 400
/** Ms after which a browser that does not even let the lock be stolen is taken for one without locks. */
const stealPatience = 1000
/** Ms between two looks while something is waited for: more than that and `oversleeping` late tells that the tab stood still. */
export const beat = 500
const oversleeping = 1000

/**
 * ```
 *           granted                       granted, and what others told is heard
 * ask ───────────────▶ hold    steal ─────────────────────────────────────────────▶ hold
 *  │ nobody sends                │ no answer
 *  ├───────────────────▶ steal   └──────────▶ hold alone, until a request is answered after all
 *  │ refused
 *  ├───────────▶ hold alone, this once
 *  └ this tab stood still ─▶ over
 * ```
 * A stalled tab holds whatever it is given while it stands. So its lock is stolen, which still leaves one holder at a time; a tab that goes on
 * after standing still cannot know yet that it has lost the lock: it sends nothing that it planned before, and first hears the others.
 */
export function createTurns({ clock, lock, lockName, areOthersHeard }: TurnsParts): Turns {
  let sentAt = Number.NEGATIVE_INFINITY
  let wasLast = false
  /** The browser has not answered the last request at all. */
  let isUnanswered = false

  return {
    noteSent(isOwn) {
      sentAt = clock.now()
      wasLast = isOwn
    },
    async take(hold, nextAt) {
      if (isUnanswered) {
        await hold(watchSleep())
        return
      }
      const limit = () => (areOthersHeard ? patience : patienceUnheard) + (wasLast ? courtesy : 0)
      const asked = await attempt(limit, false, hold, nextAt)
      if (asked === 'overslept') await hearOthers()
      if (asked === 'done' || asked === 'overslept') return
      const stolen = asked === 'silent' ? await attempt(() => stealPatience, true, hold, nextAt) : asked
      if (stolen === 'silent' || stolen === 'refused') await hold(watchSleep())
    },
  }

  /** What was told before this moment is known after it. */
  function hearOthers(): Promise<void> {
    return waitUntil(clock, (clock.now() + mostLate) as Milliseconds, undefined)
  }

  function attempt(
    limit: () => number,
    isStealing: boolean,
    hold: (isMine: () => boolean) => Promise<void>,
    nextAt: () => number,
  ): Promise<'done' | 'refused' | 'silent' | 'overslept'> {
    return new Promise((resolve, reject) => {
      const askedAt = clock.now()
      const takeBack = new AbortController()
      const isAwake = watchSleep()
      let mayBeSentAt = askedAt as number
      let isGivenUp = false
      let isGranted = false
      let isLost = false
      let cancelBeat = wakeSoon()

      request().then(refuse, refuse)

      function request(): Promise<unknown> {
        try {
          const options = isStealing ? { steal: true } : { signal: takeBack.signal }
          return lock.request(lockName, options, granted)
        } catch (error) {
          return Promise.reject(error)
        }
      }

      async function granted(): Promise<void> {
        if (isGivenUp) {
          isUnanswered = false
          return
        }
        isGranted = true
        cancelBeat()
        if (!isAwake()) {
          resolve('overslept')
          return
        }
        try {
          if (isStealing) await hearOthers()
          await hold(() => isAwake() && !isLost)
          resolve(isAwake() ? 'done' : 'overslept')
        } catch (error) {
          reject(error)
        }
      }

      /** The request is over: refused by the browser, or stolen from under its holder. */
      function refuse(): void {
        isLost = true
        if (!isGranted) giveUp('refused')
      }

      function giveUp(why: 'refused' | 'silent' | 'overslept'): void {
        isGivenUp = true
        cancelBeat()
        if (why === 'silent' && isStealing) isUnanswered = true
        takeBack.abort()
        resolve(why)
      }

      function wakeSoon(): () => void {
        const now = clock.now()
        const next = nextAt()
        if (next > now) mayBeSentAt = Number.isFinite(next) ? next : now
        const silentAt = () => Math.max(mayBeSentAt, isStealing ? askedAt : sentAt) + limit()
        return clock.wake(Math.min(now + beat, silentAt()) as Milliseconds, () => {
          if (!isAwake()) giveUp('overslept')
          else if (clock.now() >= silentAt()) giveUp('silent')
          else cancelBeat = wakeSoon()
        })
      }
    })
  }

  /** Asked twice a second it tells whether this tab went on all the time; false stays false. */
  function watchSleep(): () => boolean {
    let awakeAt = clock.now()
    return () => {
      const now = clock.now()
      if (now - awakeAt <= beat + oversleeping) awakeAt = now
      return awakeAt === now
    }
  }
}
