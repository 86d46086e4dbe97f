import type { Milliseconds } from '../records/brands'
import { CrmError, isCrmError } from '../records/crmError'
import type { Clock } from './clock'
import type { SessionWait, SignIn } from './signIn'
import { waitUntil } from './waitUntil'

export interface SessionGateParts {
  readonly clock: Clock
  readonly signIn: SignIn
  /** Asks the CRM, past the gate, who is signed in: 0 = it does not say. Rejects with `CrmError`. */
  readonly askUser: () => Promise<number>
  readonly onWait: (wait: SessionWait) => void
}

/** Holds requests while the session of the CRM is away, so that what is only a moment is told to nobody. */
export interface SessionGate {
  /**
   * Resolves at once while the session is there, else as soon as it is back. Rejects with `CrmError` when it does not come back in time
   * (`session`), comes back as another user's (`otherUser`) or the CRM cannot be asked; with the signal's reason once it is aborted.
   */
  enter(signal: AbortSignal | undefined): Promise<void>
  /** A request that had left at `sentAt` was answered that the session is over; its n-th time. The next `enter` waits. */
  lose(sentAt: Milliseconds, times: number): void
  /** The CRM answers who is signed in, and to a call again and again that nobody is: it is told, and looked at again after long. */
  giveUp(): void
  /** For who has been told: resolves when the session is back, whoever's it is. Rejects with the signal's reason. */
  untilBack(signal: AbortSignal): Promise<void>
}

/** Waits before the CRM is asked again whether the session is back (ms); after the last one the user is told. */
export const sessionDelays = [2000, 5000, 10_000, 20_000] as const

/** How often the CRM's sign-in window is looked at. */
const lookEvery = 1000
/** How often the CRM is asked once the user was told: often at first, later not to burden a CRM that nobody uses. */
const askEvery = 10_000
/** So also while its sign-in window stands, since nobody can be sure that it tells when it is gone. */
const askSeldom = 60_000
const mostOften = 60

/**
 * The CRM renews its short-lived session by itself, a little late after a sleep or in a hidden tab, and shows a sign-in window of its
 * own over the page where it cannot (HOST). An answer 401 was never applied, so that everything may be sent again.
 */
export const createSessionGate = ({ clock, signIn, askUser, onWait }: SessionGateParts): SessionGate => {
  let openedAt = clock.now()
  let recovery: Promise<void> | null = null
  /** The session is away, or was: nothing is sent before the CRM has said who is signed in. */
  let isInDoubt = false
  let isStubborn = false
  let waiters = 0
  let told: SessionWait = null

  const tell = (wait: SessionWait): void => {
    if (wait === told) return
    told = wait
    onWait(wait)
  }

  const begin = (delays: readonly number[]): Promise<void> => {
    isInDoubt = true
    const begun = recover(delays).finally(() => {
      if (recovery === begun) recovery = null
      tell(null)
    })
    // Who waits hears of it by himself.
    begun.catch(() => undefined)
    recovery = begun
    return begun
  }

  const recover = async (delays: readonly number[]): Promise<void> => {
    let left = delays
    for (;;) {
      const [delay = 0, ...rest] = left
      const passed = await pause(delay, undefined, tell)
      if (passed === 'signedIn') left = sessionDelays
      if (passed === 'time') left = rest
      try {
        await ask()
        return
      } catch (error) {
        const isAway = isCrmError(error) && error.kind === 'session'
        // Where nobody waits any more, the next one asks.
        if (!isAway || waiters === 0 || (left.length === 0 && !signIn.isOpen())) throw error
      }
    }
  }

  const ask = async (): Promise<void> => {
    const user = await askUser()
    const expected = signIn.userId()
    if (user !== 0 && expected !== 0 && user !== expected) throw otherUser()
    isInDoubt = false
    openedAt = clock.now()
  }

  /** Waits, and on for a while as long as the CRM's sign-in window stands: `signedIn` = it was there and is gone. */
  const pause = async (
    delay: number,
    signal: AbortSignal | undefined,
    tellWait?: (wait: SessionWait) => void,
  ): Promise<'time' | 'signedIn' | 'stillOpen'> => {
    const start = clock.now()
    const end = start + delay
    let wasOpen = false
    for (;;) {
      const isOpen = signIn.isOpen()
      if (wasOpen && !isOpen) return 'signedIn'
      wasOpen ||= isOpen
      const now = clock.now()
      if (!isOpen && now >= end) return 'time'
      if (isOpen && now >= Math.max(end, start + askSeldom)) return 'stillOpen'
      tellWait?.(isOpen ? 'signIn' : 'renewal')
      const next = isOpen ? now + lookEvery : Math.min(end, now + lookEvery)
      await waitUntil(clock, next as Milliseconds, signal)
    }
  }

  return {
    async enter(signal) {
      if (!isInDoubt) return
      waiters += 1
      try {
        await orAborted(recovery ?? begin([0, ...sessionDelays]), signal)
      } finally {
        waiters -= 1
      }
    },
    lose(sentAt, times) {
      if (recovery === null && sentAt >= openedAt) void begin(sessionDelays.slice(times - 1))
    },
    giveUp() {
      isInDoubt = true
      isStubborn = true
    },
    async untilBack(signal) {
      for (let asked = 0; ; asked += 1) {
        if (!isInDoubt) return
        await pause(asked < mostOften && !isStubborn ? askEvery : askSeldom, signal)
        isStubborn = false
        try {
          await orAborted(recovery ?? begin([0]), signal)
        } catch (error) {
          if (signal.aborted) throw error
          if (isCrmError(error) && error.kind === 'otherUser') return
        }
      }
    },
  }
}

const otherUser = (): CrmError =>
  new CrmError({ kind: 'otherUser', method: 'GET', path: '/api/v4/account', status: 200, detail: '' })

/** Settles as `work` does, or rejects with the signal's reason before. */
const orAborted = async (work: Promise<void>, signal: AbortSignal | undefined): Promise<void> => {
  if (signal === undefined) return work
  let stop = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
  })
  try {
    await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
