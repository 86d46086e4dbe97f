import type { Milliseconds } from '../records/brands'
import type { Clock } from './clock'
import type { Priority } from './callOptions'
import {
  afterAnswer,
  afterFailure,
  afterGivenUp,
  afterLimited,
  afterSend,
  createRateWindow,
  mostLate,
  nextSendAt,
  type RateWindow,
  spacing,
  withOther,
  withRate,
} from './rateWindow'
import type { RateLink } from './rateLink'
import { beat, createTurns } from './createTurns'
import type { SpacingLock } from './spacingLock'
import { waitUntil } from './waitUntil'

export interface SendQueueParts {
  readonly clock: Clock
  /** Shared by all tabs of the account; held by the one that sends. */
  readonly lock: SpacingLock
  readonly lockName: string
  readonly rate: number
  /** Joins the tabs; without it each keeps the rate by what it sent itself. */
  readonly link?: RateLink | undefined
}

/** All requests of one client on their way into the rate window. */
export interface SendQueue {
  /**
   * Starts `start` when the window allows and settles as it does. A signal takes a request out that has not started (rejects with the
   * signal's reason); after the start `start` itself has to listen.
   */
  send<T>(
    priority: Priority,
    signal: AbortSignal | undefined,
    start: (sentAt: Milliseconds) => Promise<T>,
  ): Promise<T>
  /** After an answer 429 to a request that had left at `sentAt`: nothing is sent for `pause` ms; gives the time of the next sending. */
  slowDown(sentAt: Milliseconds, pause: Milliseconds): Milliseconds
  /** The CRM has asked to wait, and that is not over yet. */
  isPaused(): boolean
  setRate(rate: number): void
  /** Requests a second at this moment, after any slowing down. */
  currentRate(): number
  /** Takes everything out that has not started. */
  rejectWaiting(reason: unknown): void
}

interface Waiting {
  /** Resolves with what became of the request, for the rate window. */
  readonly start: (sentAt: Milliseconds) => Promise<typeof afterAnswer>
  readonly reject: (reason: unknown) => void
}

/** Ms for which the lock is held at most after a request has left: the others have heard of it by then. */
const longestHold = 1100

/** Sends by `rateWindow.ts`, `card` before `run`, first come, first served within each. */
export function createSendQueue({ clock, lock, lockName, rate, link }: SendQueueParts): SendQueue {
  const waiting: { readonly [Key in Priority]: Waiting[] } = { card: [], run: [] }
  // Tabs closed just before may have sent up to now, and what they sent may be late; the others answer within that time.
  let state: RateWindow = createRateWindow(rate, link && clock.now() + mostLate)
  const silentUntil = (state.slot + spacing(state, clock.now())) as Milliseconds
  const turns = createTurns({ clock, lock, lockName, areOthersHeard: link !== undefined })
  let isSending = false
  let lookAgain = (): void => undefined

  link?.listen((tab, pace) => {
    if (pace === null) {
      if (state.sent.length > 0) {
        link.tell(state)
      }
      // Some of them may be closed.
      state.others.forEach((other, name) => link.tell(other, name))
      return
    }
    const slotBefore = state.others.get(tab)?.slot ?? Number.NEGATIVE_INFINITY
    state = withOther(state, tab, pace, clock.now())
    if (pace.slot > slotBefore) turns.noteSent(false)
    clock.fireDue()
    sendNext()
  })
  if (link !== undefined) {
    link.tell(null)
    clock.wake(silentUntil, sendNext)
  }

  return {
    send(priority, signal, start) {
      return new Promise((resolve, reject) => {
        const item: Waiting = {
          start: (sentAt) => {
            signal?.removeEventListener('abort', leave)
            return start(sentAt).then(
              (value) => {
                resolve(value)
                return afterAnswer
              },
              (reason: unknown) => {
                reject(reason)
                return signal?.aborted === true ? afterGivenUp : afterFailure
              },
            )
          },
          reject: (reason) => {
            signal?.removeEventListener('abort', leave)
            reject(reason)
          },
        }
        function leave(): void {
          const place = waiting[priority].indexOf(item)
          if (place >= 0) {
            waiting[priority].splice(place, 1)
          }
          item.reject(signal?.reason)
          lookAgain()
        }
        if (signal?.aborted === true) {
          reject(signal.reason)
          return
        }
        signal?.addEventListener('abort', leave)
        waiting[priority].push(item)
        sendNext()
      })
    },
    slowDown(sentAt, pause) {
      state = afterLimited(state, clock.now(), sentAt, pause)
      link?.tell(state)
      sendNext()
      return state.pausedUntil as Milliseconds
    },
    isPaused: () => clock.now() < state.pausedUntil,
    setRate(newRate) {
      state = withRate(state, newRate)
      sendNext()
    },
    currentRate: () => 1000 / spacing(state, clock.now()),
    rejectWaiting(reason) {
      for (const item of [...waiting.card.splice(0), ...waiting.run.splice(0)]) {
        item.reject(reason)
      }
      lookAgain()
    },
  }

  /** False while other tabs may send and this one may not: at first, and with the most allowed in flight, when the next answer asks again. */
  function hasTurn(): boolean {
    const now = clock.now()
    const isWaiting = waiting.card.length + waiting.run.length > 0
    return isWaiting && now >= silentUntil && Number.isFinite(nextSendAt(state, now))
  }

  function sendNext(): void {
    lookAgain()
    if (!isSending && hasTurn()) {
      isSending = true
      void sendWaiting()
    }
  }

  async function sendWaiting(): Promise<void> {
    while (hasTurn()) await turns.take(sendOne, () => nextSendAt(state, clock.now()))
    isSending = false
  }

  /**
   * Holds the lock until its request may leave, so that the tabs take turns, and for one spacing after that, so that no other tab sends in
   * between. A tab that stood still meanwhile sends nothing: it asks for the lock anew.
   */
  async function sendOne(isMine: () => boolean): Promise<void> {
    while (hasTurn() && isMine()) {
      const now = clock.now()
      const at = nextSendAt(state, now)
      if (at <= now) {
        start(now)
        const held = Math.min(state.slot + spacing(state, now), now + longestHold)
        await waitUntil(clock, held as Milliseconds, undefined)
        return
      }
      await untilOrChange(Math.min(at, now + beat) as Milliseconds)
    }
  }

  function start(now: Milliseconds): void {
    const item = waiting.card.shift() ?? waiting.run.shift()
    state = afterSend(state, now)
    turns.noteSent(true)
    link?.tell(state)
    void item?.start(now).then((afterEnd) => {
      state = afterEnd(state, clock.now(), now)
      link?.tell(state)
      clock.fireDue()
      sendNext()
    })
  }

  /** Resolves at `at`, or as soon as something happens that may change it. */
  function untilOrChange(at: Milliseconds): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.wake(at, resolve)
      lookAgain = () => {
        cancel()
        resolve()
      }
    })
  }
}
