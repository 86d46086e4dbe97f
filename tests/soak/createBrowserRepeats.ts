import { AsyncLocalStorage } from 'node:async_hooks'
import { performance } from 'node:perf_hooks'

/**
 * Tells which requests the browser sends again by itself: Chromium does so at once when a connection that had served before was cut off
 * without an answer. A page can neither prevent nor see it.
 */
export interface BrowserRepeats {
  /** Answers a request. */
  follow(request: Request, answer: () => Promise<Response>): Promise<Response>
  /** Whether the code that asks works for such a request. */
  isRepeat(): boolean
  count(): number
  /** When the other requests arrived, in ms. */
  readonly arrivals: readonly number[]
}

/** Milliseconds after a cut within which the same request is the browser's: the page itself waits longer, nearly always. */
const soon = 150

export const createBrowserRepeats = (): BrowserRepeats => {
  const current = new AsyncLocalStorage<boolean>()
  const cuts = new Map<string, number>()
  const arrivals: number[] = []
  let count = 0
  return {
    async follow(request, answer) {
      const at = performance.now()
      const body = request.method === 'GET' ? '' : await request.clone().text()
      const key = `${request.method} ${request.url} ${body}`
      const isRepeat = at - (cuts.get(key) ?? Number.NEGATIVE_INFINITY) < soon
      cuts.delete(key)
      if (isRepeat) count += 1
      else arrivals.push(at)
      try {
        return await current.run(isRepeat, answer)
      } catch (error) {
        // The local CRM answers everything but a connection that a fault cuts off.
        cuts.set(key, performance.now())
        throw error
      }
    },
    isRepeat: () => current.getStore() === true,
    count: () => count,
    arrivals,
  }
}
