/// <reference lib="es2024.sharedmemory" />
import { tellAll } from '../records/tellAll'
import type { TickWorker } from './createBrowserClock'

/**
 * Does the work of `tick.ts` without a worker: a wait for shared memory that nobody wakes ends on time, also in a hidden tab, whose timers
 * browsers slow down to one a minute. null where the browser cannot wait so.
 */
export function createWaitTicker(): TickWorker | null {
  if (typeof Atomics.waitAsync !== 'function') {
    return null
  }
  // Pages may not make a SharedArrayBuffer themselves.
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true })
  const cell = new Int32Array(memory.buffer)
  const listeners: (() => void)[] = []
  const stop = (): number => Atomics.notify(cell, 0)

  return {
    postMessage(delay) {
      stop()
      const { value } = Atomics.waitAsync(cell, 0, 0, delay)
      void Promise.resolve(value).then((end) => {
        if (end === 'timed-out') {
          tellAll(listeners)
        }
      })
    },
    addEventListener(type, listener) {
      if (type === 'message') {
        listeners.push(listener)
      }
    },
    terminate: stop,
  }
}
