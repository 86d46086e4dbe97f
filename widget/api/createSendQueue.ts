import type { Milliseconds } from '../records/brands'
import type { Clock } from './clock'
import type { Priority } from './crmClient'
import {
  afterAnswer,
  afterFailure,
  afterLimited,
  afterSend,
  createRateWindow,
  nextSendAt,
  type RateWindow,
  spacing,
  withRate,
} from './rateWindow'
import type { SpacingLock } from './spacingLock'

export interface SendQueueParts {
  readonly clock: Clock
  /** Shared by all tabs of the account; held for one spacing. */
  readonly lock: SpacingLock
  readonly lockName: string
  readonly rate: number
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
  setRate(rate: number): void
  /** Requests a second at this moment, after any slowing down. */
  currentRate(): number
  /** Takes everything out that has not started. */
  rejectWaiting(reason: unknown): void
}

interface Waiting {
  /** Resolves with whether the request was answered well. */
  readonly start: (sentAt: Milliseconds) => Promise<boolean>
  readonly reject: (reason: unknown) => void
}

/** Sends by `rateWindow.ts`, `card` before `run`, first come, first served within each. */
export function createSendQueue({ clock, lock, lockName, rate }: SendQueueParts): SendQueue {
  const waiting: { readonly [Key in Priority]: Waiting[] } = { card: [], run: [] }
  let state: RateWindow = createRateWindow(rate)
  let isLockAsked = false
  let cancelWake: (() => void) | null = null

  return {
    send(priority, signal, start) {
      return new Promise((resolve, reject) => {
        const item: Waiting = {
          start: (sentAt) => {
            signal?.removeEventListener('abort', leave)
            return start(sentAt).then(
              (value) => {
                resolve(value)
                return true
              },
              (reason: unknown) => {
                reject(reason)
                return false
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
      sendNext()
      return state.pausedUntil as Milliseconds
    },
    setRate(newRate) {
      state = withRate(state, newRate)
      sendNext()
    },
    currentRate: () => 1000 / spacing(state, clock.now()),
    rejectWaiting(reason) {
      for (const item of [...waiting.card.splice(0), ...waiting.run.splice(0)]) {
        item.reject(reason)
      }
    },
  }

  function hasWaiting(): boolean {
    return waiting.card.length + waiting.run.length > 0
  }

  function sendNext(): void {
    cancelWake?.()
    cancelWake = null
    if (isLockAsked || !hasWaiting()) {
      return
    }
    const now = clock.now()
    const at = nextSendAt(state, now)
    if (at > now) {
      // With the most requests in flight the next answer calls again.
      cancelWake = Number.isFinite(at) ? clock.wake(at, sendNext) : null
      return
    }
    isLockAsked = true
    void askForLock()
  }

  async function askForLock(): Promise<void> {
    try {
      await lock.request(lockName, sendOne)
    } catch {
      // The browser gave no lock (the page is being closed, or locks are forbidden here): this tab keeps the rate alone.
      await sendOne()
    }
    isLockAsked = false
    sendNext()
  }

  /** Holds the lock for one spacing after the start of a request, so that no other tab sends in between. */
  async function sendOne(): Promise<void> {
    const now = clock.now()
    if (nextSendAt(state, now) > now) {
      return
    }
    const item = waiting.card.shift() ?? waiting.run.shift()
    if (item === undefined) {
      return
    }
    state = afterSend(state, now)
    void item.start(now).then((isAnswered) => {
      state = isAnswered ? afterAnswer(state, clock.now(), now) : afterFailure(state)
      clock.fireDue()
      sendNext()
    })
    await new Promise<void>((resolve) => {
      clock.wake((state.slot + spacing(state, now)) as Milliseconds, resolve)
    })
  }
}
