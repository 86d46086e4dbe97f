import { type AxiosAdapter, type AxiosResponse, create, isAxiosError } from 'axios'
import { CrmError } from '../records/crmError'
import { decodeFailure } from './decodeFailure'
import { readDate } from './readDate'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One request as it goes over the wire. `path` starts with `/api/v4/` and holds the encoded query. */
export interface WireRequest {
  readonly method: Method
  readonly path: string
  readonly body?: unknown
  readonly signal: AbortSignal
}

export interface WireAnswer {
  /** Parsed JSON; null for an answer without a body (202, 204). */
  readonly body: unknown
  /** When the answer was made, by its `Date` header: ms since 1970 (whole seconds). Null = it does not tell, or tells nonsense. */
  readonly date: number | null
}

/** Sends one request once. Gives a good answer. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>

export interface TransportParts {
  /** `xhr` in the page; elsewhere whatever carries a request to the CRM. Its answer's `request.responseURL` tells of redirects. */
  readonly adapter: AxiosAdapter | 'xhr'
  /** Where relative paths lead to; empty in the page. */
  readonly baseUrl: string
  /** Sent with every request besides the usual ones. */
  readonly headers: Readonly<Record<string, string>>
  /** Told when each good answer was made, in ms since 1970, unless it comes out of a cache (`Age`). Pages of a proxy have clocks of their own. */
  readonly onServerTime: (time: number) => void
}

/** Rejects with `CrmError` and nothing else; an aborted signal rejects with kind `cancelled`. */
export function createTransport({ adapter, baseUrl, headers, onServerTime }: TransportParts): Transport {
  const client = create({
    adapter,
    baseURL: baseUrl,
    // jQuery sends this header too; the CRM's undocumented pages need it, its API does not mind (API 1.2).
    headers: { ...headers, 'X-Requested-With': 'XMLHttpRequest', Accept: 'application/json' },
    // The CRM's API knows no such token, and looking for its cookie would delay each request after its turn in the rate window.
    withXSRFToken: false,
    responseType: 'text',
    transformResponse: [],
    transformRequest: [],
    validateStatus: () => true,
  })

  return async ({ method, path, body, signal }) => {
    let answer: AxiosResponse<unknown>
    try {
      answer = await client.request<unknown>({
        method,
        url: path,
        signal,
        ...(body === undefined
          ? {}
          : { data: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      })
    } catch (error) {
      throw noAnswer(method, path, signal, error)
    }
    const value = readAnswer(method, path, answer)
    const date = readDate(readHeader(answer, 'date'))
    if (date !== null && !(Number(readHeader(answer, 'age') ?? 0) > 0)) {
      onServerTime(date)
    }
    return { body: value, date }
  }
}

function noAnswer(method: Method, path: string, signal: AbortSignal, cause: unknown): CrmError {
  const mayBeApplied = method !== 'GET'
  if (signal.aborted) {
    return new CrmError({
      kind: 'cancelled',
      method,
      path,
      status: 0,
      detail: 'cancelled',
      mayBeApplied,
      cause,
    })
  }
  const detail = isAxiosError(cause) ? (cause.code ?? cause.message) : 'no answer'
  return new CrmError({ kind: 'network', method, path, status: 0, detail, mayBeApplied, cause })
}

function readAnswer(method: Method, path: string, answer: AxiosResponse<unknown>): unknown {
  const { status } = answer
  const text = typeof answer.data === 'string' ? answer.data : ''
  if (status >= 300 || status < 200) {
    throw decodeFailure({ method, path, status, text, headers: (name) => readHeader(answer, name) })
  }
  if (isRedirected(path, answer)) {
    const detail = 'redirected to another page'
    throw new CrmError({ kind: 'session', method, path, status, detail })
  }
  if (status === 202 || status === 204) {
    return null
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    const mayBeApplied = method !== 'GET'
    throw new CrmError({ kind: 'malformed', method, path, status, detail: '', mayBeApplied, cause })
  }
}

/** When the session is over the CRM may send the browser to its login page, which answers 200 with HTML. */
function isRedirected(path: string, answer: AxiosResponse<unknown>): boolean {
  const request: unknown = answer.request
  if (typeof request !== 'object' || request === null || !('responseURL' in request)) {
    return false
  }
  const { responseURL } = request
  if (typeof responseURL !== 'string' || responseURL === '') {
    return false
  }
  const asked = new URL(path, responseURL).pathname
  return new URL(responseURL).pathname !== asked
}

function readHeader(answer: AxiosResponse<unknown>, name: string): string | null {
  const value: unknown = answer.headers[name]
  return typeof value === 'string' ? value : null
}
