import type { Milliseconds } from '../records/brands'
import { CrmError, type CrmErrorKind, isCrmError } from '../records/crmError'
import { backOff, limitedBackOff, mostLimitedTries, mostTries } from './backOff'
import type { Clock } from './clock'
import type { SendQueue } from './createSendQueue'
import type { Method, Transport } from './createTransport'
import type { CallOptions } from './crmClient'
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
}

export interface Answer {
  /** Parsed JSON; null = an answer without a body. */
  readonly body: unknown
  /** From sending to the answer, in ms. */
  readonly duration: number
}

/** A reason for waiting that a screen can put into words. */
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
}

export interface Caller {
  call(call: Call): Promise<Answer>
  /** Requests sent so far, repeats included. */
  sentCount(): number
  /** Ms that an answer takes at present: a moving average, so that readers know how many requests to keep on their way. */
  latency(): number
}

/** Before the first answer. */
const assumedLatency = 300
/** Share of the newest answer in the average. */
const latencyWeight = 0.3

/**
 * Sends requests through the rate window and repeats what may be repeated. Rejects with `CrmError` and nothing else. After the page
 * that says «banned» every call rejects with the same error and nothing is sent any more: only support can lift it (API 1.5).
 */
export function createCaller(parts: CallerParts): Caller {
  const { clock, queue, transport, random, timeout, onWait } = parts
  let ban: CrmError | null = null
  let sent = 0
  let latency = assumedLatency
  let isLatencyKnown = false

  return {
    latency: () => latency,
    sentCount: () => sent,
    async call(call) {
      const isRepeatable = call.method === 'GET' || call.method === 'DELETE'
      const tries = call.tries ?? (isRepeatable ? mostTries : 1)
      let failed = 0
      let limited = 0
      for (;;) {
        if (ban !== null) {
          throw ban
        }
        const attempt = { sentAt: clock.now() }
        try {
          return await sendOnce(call, attempt)
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
            onWait('rateLimited', queue.slowDown(attempt.sentAt, pause))
            continue
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
    },
  }

  function sendOnce(call: Call, attempt: { sentAt: Milliseconds }): Promise<Answer> {
    return queue.send(call.priority, call.signal, async (sentAt) => {
      attempt.sentAt = sentAt
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
        return { body: answer, duration }
      } catch (error) {
        throw isLate ? timedOut(call, error) : error
      } finally {
        cancelTimeout()
        listened?.removeEventListener('abort', stop)
      }
    })
  }

  async function waitOrCancel(call: Call, until: Milliseconds): Promise<void> {
    try {
      await waitUntil(clock, until, call.signal)
    } catch (cause) {
      throw cancelled(call, cause)
    }
  }
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
