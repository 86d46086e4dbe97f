import type { Milliseconds } from '../records/brands'
import type { CrmError } from '../records/crmError'
import { backOff } from './backOff'
import type { Clock } from './clock'
import type { WaitReason } from './createCaller'
import { waitUntil } from './waitUntil'

export interface RetryParts {
  readonly clock: Clock
  /** 0 ≤ x < 1 */
  readonly random: () => number
  readonly onWait: (reason: WaitReason, until: Milliseconds) => void
}

/** Waits before the next try of what has failed `tries` times. A signal ends it early: what the caller sends next then rejects. */
export async function waitForRetry(
  { clock, random, onWait }: RetryParts,
  error: CrmError,
  tries: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const until = (clock.now() + backOff(tries, random, error.retryAfter)) as Milliseconds
  if (error.kind === 'server' || error.kind === 'network' || error.kind === 'timeout') {
    onWait(error.kind, until)
  }
  try {
    await waitUntil(clock, until, signal)
  } catch {
    // Aborted: nothing more is waited for.
  }
}
