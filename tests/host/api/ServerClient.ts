import type { TestHost } from '../openHost'

/** A page of a HAL list, or the answer to a write of one. */
export interface Hal<T = { id: number }> {
  _links: Record<string, { href: string } | undefined>
  _embedded: Record<string, T[]>
}

/** A refusal of the CRM. */
export class ServerError extends Error {
  readonly status: number
  readonly body: unknown

  constructor(status: number, body: unknown) {
    super(`${status} ${JSON.stringify(body)}`)
    this.status = status
    this.body = body
  }
}

interface Tokens {
  access_token: string
  refresh_token: string
}

interface Credentials {
  client_id: string
  client_secret: string
  redirect_uri: string
}

/**
 * A server's client written from the documents, which sends what server libraries send: token requests as a form, JSON
 * with every key of a value (null where there is none), an empty list as the body of requests without one. A 401 is
 * answered by one refresh.
 */
export class ServerClient {
  readonly #fetch: (request: Request) => Response | Promise<Response>
  readonly #origin: string
  readonly #credentials: Credentials
  #tokens: Tokens | null = null

  constructor(host: TestHost, origin: string, credentials: Credentials) {
    this.#fetch = (request) => host.app.fetch(request)
    this.#origin = origin
    this.#credentials = credentials
  }

  /** Exchanges a code. */
  async authorise(code: string): Promise<void> {
    await this.#exchange({ grant_type: 'authorization_code', code })
  }

  /** Calls the API; null for 204. */
  async send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const first = await this.#send(method, path, body)
    if (first.status !== 401) return read<T>(first)
    await this.#exchange({ grant_type: 'refresh_token', refresh_token: this.#tokens?.refresh_token ?? '' })
    return read<T>(await this.#send(method, path, body))
  }

  /** Everything of a list, page by page as `_links.next` leads. */
  async all<T>(path: string, key: string): Promise<T[]> {
    const found: T[] = []
    for (let next: string | undefined = path; next !== undefined; ) {
      const page: Hal<T> | null = await this.send<Hal<T> | null>('GET', next)
      found.push(...(page?._embedded[key] ?? []))
      const href: string | undefined = page?._links['next']?.href
      next = href?.slice(this.#origin.length)
    }
    return found
  }

  /** Creates one record of a list and gives its id. */
  async add(path: string, key: string, element: unknown): Promise<number> {
    const made = await this.send<Hal>('POST', path, [element])
    return made._embedded[key]?.[0]?.id ?? 0
  }

  async #exchange(given: Record<string, string>): Promise<void> {
    const body = new URLSearchParams({ ...this.#credentials, ...given })
    const request = new Request(`${this.#origin}/oauth2/access_token`, { method: 'POST', body })
    this.#tokens = await read<Tokens>(await this.#fetch(request))
  }

  #send(method: string, path: string, body: unknown): Response | Promise<Response> {
    const headers = {
      Authorization: `Bearer ${this.#tokens?.access_token}`,
      'Content-Type': 'application/json',
      'User-Agent': 'server-client',
    }
    const init = method === 'GET' ? {} : { body: JSON.stringify(body ?? []) }
    return this.#fetch(new Request(this.#origin + path, { method, headers, ...init }))
  }
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text()
  const body: unknown = text === '' ? null : JSON.parse(text)
  if (response.status >= 400) throw new ServerError(response.status, body)
  return body as T
}

/** Values of a field named by its code, with every key as libraries write them. */
export function valuesByCode(code: string, ...values: object[]): object {
  return { field_id: null, field_code: code, values }
}
