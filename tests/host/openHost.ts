import type { AccountFile } from '../../host/account/accountFile'
import { type AppOptions, createApp, type HostApp } from '../../host/createApp'

/** An answer of the local CRM, its body parsed; `body` is the text where it is not JSON, null where there is none. */
export interface Answer {
  status: number
  type: string
  // Bodies of many shapes are looked into by the tests.
  body: never
  text: string
  headers: Headers
}

/** A local CRM under test. */
export interface TestHost extends HostApp {
  /** Calls as the admin's token, unless `headers` say otherwise. */
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
}

/** The address that the samples were made for. */
const ORIGIN = 'https://demo.amocrm.ru'

/** Opens a local CRM without a network; the rate limit is out of the way unless a test sets it. */
export function openHost(account: AccountFile = {}, options: AppOptions = {}): TestHost {
  const host = createApp({ rate: 1_000_000, now: 1_752_000_003, account, ...options })
  const call: TestHost['call'] = async (
    method,
    path,
    body,
    headers = { Authorization: 'Bearer local-token' },
  ) => {
    const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const response = await host.app.fetch(new Request(ORIGIN + path, { method, headers, ...init }))
    const text = await response.text()
    const type = response.headers.get('Content-Type') ?? ''
    const parsed: unknown = text === '' ? null : type.includes('json') ? JSON.parse(text) : text
    return { status: response.status, type, body: parsed as never, text, headers: response.headers }
  }
  return { ...host, context: host.context, store: host.store, call }
}

/** Headers of the page's session. */
export const COOKIE = { Cookie: 'session_id=test' }
