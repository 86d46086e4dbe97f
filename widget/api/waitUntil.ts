import type { Milliseconds } from '../records/brands'
import type { Clock } from './clock'

/** Resolves at `at`; rejects with the signal's reason as soon as it is aborted. */
export function waitUntil(clock: Clock, at: Milliseconds, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason)
      return
    }
    const cancel = clock.wake(at, () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    })
    function stop(): void {
      signal?.removeEventListener('abort', stop)
      cancel()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop)
  })
}
