import { AxiosError, AxiosHeaders, type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios'
import type { Milliseconds } from '../../../widget/records/brands'
import type { Clock } from '../../../widget/api/clock'

export interface Arrival {
  /** By the clock of the test. */
  readonly at: number
  readonly method: string
  /** Decoded path with query. */
  readonly path: string
  readonly body: unknown
}

export interface AppAdapter {
  readonly adapter: AxiosAdapter
  readonly arrivals: Arrival[]
  /** Requests that the local CRM works on at this moment. */
  readonly busy: () => number
}

type Fetch = (request: Request) => Response | Promise<Response>

/**
 * Carries axios requests to the local CRM without a network. An answer takes `latency` ms of the clock passed in. Redirects are followed
 * as a browser does, and told by `responseURL`.
 */
export function createAppAdapter(
  fetchFromApp: Fetch,
  clock: Clock,
  latency: () => number = () => 0,
): AppAdapter {
  const arrivals: Arrival[] = []
  let working = 0

  const adapter: AxiosAdapter = async (config) => {
    const url = `${config.baseURL ?? ''}${config.url ?? ''}`
    const method = (config.method ?? 'get').toUpperCase()
    const body: unknown = config.data
    const headers = AxiosHeaders.from(config.headers).toJSON() as Record<string, string>
    const init = { method, headers, ...(typeof body === 'string' ? { body } : {}) }
    arrivals.push({
      at: clock.now(),
      method,
      path: decodeURIComponent(config.url ?? ''),
      body: typeof body === 'string' ? (JSON.parse(body) as unknown) : null,
    })
    return withAbort(config, async () => {
      const { response, text, address } = await work(() => follow(new Request(url, init)))
      await sleep(latency())
      return {
        data: text,
        status: response.status,
        statusText: response.statusText,
        headers: AxiosHeaders.from(Object.fromEntries(response.headers)),
        config,
        request: { responseURL: address },
      }
    })
  }

  async function follow(request: Request): Promise<{ response: Response; text: string; address: string }> {
    const response = await fetchFromApp(request)
    const location = response.headers.get('Location')
    if (response.status === 302 && location !== null) {
      return follow(new Request(new URL(location, request.url)))
    }
    return { response, text: await response.text(), address: request.url }
  }

  async function work<T>(task: () => Promise<T>): Promise<T> {
    working += 1
    try {
      return await task()
    } finally {
      working -= 1
    }
  }

  function sleep(delay: number): Promise<void> {
    return new Promise((resolve) => {
      clock.wake((clock.now() + delay) as Milliseconds, resolve)
    })
  }

  return { adapter, arrivals, busy: () => working }
}

/** Rejects as the adapters of axios do: a network failure, or as soon as the signal is aborted. */
function withAbort<T>(config: InternalAxiosRequestConfig, task: () => Promise<T>): Promise<T> {
  const { signal } = config
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new AxiosError('canceled', AxiosError.ERR_CANCELED, config))
    signal?.addEventListener?.('abort', stop)
    task()
      .then(resolve, (cause: unknown) => {
        reject(new AxiosError('Network Error', AxiosError.ERR_NETWORK, config, undefined, undefined))
        return cause
      })
      .finally(() => signal?.removeEventListener?.('abort', stop))
  })
}
