import type { Milliseconds } from '../records/brands'
import { CrmError, type CrmErrorKind, isCrmError } from '../records/crmError'
import { backOff, limitedBackOff, mostLimitedTries, mostTries } from './backOff'
import type { Clock } from './clock'
import type { SendQueue } from './createSendQueue'
import { numberIn } from './readWire'
import { createSessionGate, sessionDelays } from './createSessionGate'
import type { Method, Transport } from './createTransport'
import type { CallOptions } from './callOptions'
import type { SessionWait, SignIn } from './signIn'
import { unneeded } from './unneeded'
import { waitUntil } from './waitUntil'

export interface Call extends CallOptions {
  readonly method: Method
  readonly path: string
  readonly body?: unknown
  /** Tries after failures of the server or the network; default 5 for reading and deleting, 1 for what may not be sent twice. */
  readonly tries?: number
  /** Rejects at the first 504, so that the caller can ask for less. */
  readonly stopsAtGatewayTimeout?: boolean
  /** Once sent, the signal no longer interrupts it: its outcome has to be known. */
  readonly isFinishedOnceSent?: boolean
  /** Asked when its turn has come, before each sending: what it throws is passed on, and nothing is sent. */
  readonly beforeSend?: () => Promise<void>
}

export interface Answer {
  /** Parsed JSON; null = an answer without a body. */
  readonly body: unknown
  /** From sending to the answer, in ms. */
  readonly duration: number
}

/** Failures after which a call is made again. */
export type WaitReason = Extract<CrmErrorKind, 'rateLimited' | 'server' | 'network' | 'timeout'>

export interface CallerParts {
  readonly clock: Clock
  readonly queue: SendQueue
  readonly transport: Transport
  /** 0 ≤ x < 1 */
  readonly random: () => number
  /** A request without an answer is given up after so many ms. */
  readonly timeout: number
  /** The CRM makes us wait until about then (by the clock passed in). */
  readonly onWait: (reason: WaitReason, until: Milliseconds) => void
  readonly signIn: SignIn
  /** All requests are held until the session is back; null = they go on. */
  readonly onSessionWait: (wait: SessionWait) => void
}

export interface Caller {
  call(call: Call): Promise<Answer>
  /** Requests sent so far, repeats included. */
  sentCount(): number
  /** Ms that an answer takes at present: a moving average, so that readers know how many requests to keep on their way. */
  latency(): number
  /** Resolves once the session is back of which a call has told that it is over. Rejects with the signal's reason. */
  untilSession(signal: AbortSignal): Promise<void>
}

/** Before the first answer. */
const assumedLatency = 300
/** Share of the newest answer in the average. */
const latencyWeight = 0.3

/**
 * Sends requests through the rate window and repeats what may be repeated. Rejects with `CrmError` and what `beforeSend` throws. After the page
 * that says «banned» every call rejects with the same error and nothing is sent any more: only support can lift it (API 1.5). While the
 * session is away all calls wait for it (`createSessionGate.ts`).
 */
export function createCaller(parts: CallerParts): Caller {
  const { clock, queue, transport, random, timeout, onWait } = parts
  let ban: CrmError | null = null
  let sent = 0
  let latency = assumedLatency
  let isLatencyKnown = false
  const gate = createSessionGate({
    clock,
    signIn: parts.signIn,
    askUser: async () => userOf((await repeat({ ...whoAmI, priority: 'card' }, true)).body),
    onWait: parts.onSessionWait,
  })

  return {
    latency: () => latency,
    sentCount: () => sent,
    untilSession: (signal) => gate.untilBack(signal),
    call: (call) => repeat(call, false),
  }

  /** `isPastGate`: the question whether the session is back. */
  async function repeat(call: Call, isPastGate: boolean): Promise<Answer> {
    const isRepeatable = call.method === 'GET' || call.method === 'DELETE'
    const tries = call.tries ?? (isRepeatable ? mostTries : 1)
    let failed = 0
    let limited = 0
    let lost = 0
    for (;;) {
      if (ban !== null) {
        throw ban
      }
      if (!isPastGate) {
        await enterGate(call)
      }
      const attempt = { sentAt: clock.now() }
      try {
        const answer = await sendOnce(call, attempt)
        if (answer !== null) {
          return answer
        }
      } catch (error) {
        const failure = readFailure(call, error)
        if (failure.kind === 'banned') {
          ban = failure
          queue.rejectWaiting(failure)
          throw failure
        }
        if (failure.kind === 'rateLimited' && limited < mostLimitedTries) {
          limited += 1
          const pause = limitedBackOff(limited, random, failure.retryAfter)
          const until = queue.slowDown(attempt.sentAt, pause)
          onWait('rateLimited', until)
          continue
        }
        if (failure.kind === 'session' && !isPastGate && lost < sessionDelays.length) {
          lost += 1
          gate.lose(attempt.sentAt, lost)
          continue
        }
        if (failure.kind === 'session' && !isPastGate) {
          gate.giveUp()
        }
        failed += 1
        const isLast = failed >= tries || (failure.status === 504 && call.stopsAtGatewayTimeout === true)
        if (isLast || !isWaitReason(failure.kind) || failure.kind === 'rateLimited') {
          throw failure
        }
        const until = (clock.now() + backOff(failed, random, failure.retryAfter)) as Milliseconds
        onWait(failure.kind, until)
        await waitOrCancel(call, until)
      }
    }
  }

  async function enterGate(call: Call): Promise<void> {
    try {
      await gate.enter(call.signal)
    } catch (cause) {
      const error = readFailure(call, cause)
      const { kind, status, detail } = error
      if (kind !== 'session' && kind !== 'otherUser') {
        throw error
      }
      throw new CrmError({ kind, method: call.method, path: call.path, status, detail, cause })
    }
  }

  /** Null where the CRM has asked to wait before `beforeSend` had answered: its turn comes again. */
  function sendOnce(call: Call, attempt: { sentAt: Milliseconds }): Promise<Answer | null> {
    return queue.send(call.priority, call.signal, async (turnAt) => {
      attempt.sentAt = turnAt
      if (call.beforeSend !== undefined && !(await isStillFree(call, call.beforeSend))) {
        return null
      }
      const sentAt = clock.now()
      sent += 1
      const abort = new AbortController()
      const listened = call.isFinishedOnceSent === true ? undefined : call.signal
      const stop = (): void => {
        if (listened?.reason !== unneeded) {
          abort.abort()
        }
      }
      let isLate = false
      const cancelTimeout = clock.wake((sentAt + timeout) as Milliseconds, () => {
        isLate = true
        abort.abort()
      })
      listened?.addEventListener('abort', stop)
      try {
        const { method, path, body } = call
        const answer = await transport({ method, path, body, signal: abort.signal })
        const duration = clock.now() - sentAt
        latency += (duration - latency) * (isLatencyKnown ? latencyWeight : 1)
        isLatencyKnown = true
        call.onAnswered?.(answer.date === null ? null : answer.date - duration)
        return { body: answer.body, duration }
      } catch (error) {
        throw isLate ? timedOut(call, error) : error
      } finally {
        cancelTimeout()
        listened?.removeEventListener('abort', stop)
      }
    })
  }

  async function isStillFree(call: Call, beforeSend: () => Promise<void>): Promise<boolean> {
    await beforeSend()
    if (call.signal?.aborted === true) {
      throw cancelled(call, call.signal.reason)
    }
    return ban === null && !queue.isPaused()
  }

  async function waitOrCancel(call: Call, until: Milliseconds): Promise<void> {
    try {
      await waitUntil(clock, until, call.signal)
    } catch (cause) {
      throw cancelled(call, cause)
    }
  }
}

const whoAmI = { method: 'GET', path: '/api/v4/account' } as const

/** Id of the user that the CRM answers; 0 = it does not say. */
function userOf(body: unknown): number {
  const id: unknown =
    typeof body === 'object' && body !== null && 'current_user_id' in body ? body.current_user_id : 0
  return typeof id === 'number' ? id : numberIn(id) || 0
}

function isWaitReason(kind: CrmErrorKind): kind is WaitReason {
  return kind === 'server' || kind === 'network' || kind === 'timeout' || kind === 'rateLimited'
}

/** What is no `CrmError` is the reason of a signal that took the request out of the queue; anything else is a bug and stays one. */
function readFailure(call: Call, error: unknown): CrmError {
  if (isCrmError(error)) {
    return error
  }
  if (call.signal?.aborted === true) {
    return cancelled(call, error)
  }
  throw error
}

function cancelled({ method, path }: Call, cause: unknown): CrmError {
  return new CrmError({ kind: 'cancelled', method, path, status: 0, detail: 'cancelled', cause })
}

function timedOut({ method, path }: Call, cause: unknown): CrmError {
  const mayBeApplied = method !== 'GET'
  return new CrmError({
    kind: 'timeout',
    method,
    path,
    status: 0,
    detail: 'no answer in time',
    mayBeApplied,
    cause,
  })
}
