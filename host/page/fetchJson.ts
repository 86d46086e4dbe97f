/** An answer of the CRM that is not a success. */
export class PageRequestError extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.status = status
  }
}

/** How often one call is repeated: a refusal that outlives that is not the session's. */
const REPEATS = 3

let renewSession: (() => Promise<void>) | null = null

/** From here on a call that gets 401 waits until `renew` has opened the session again, and is then repeated. */
export function repeatAfterRenewal(renew: () => Promise<void>): void {
  renewSession = renew
}

/**
 * Asks the CRM for JSON the way its own page does: cookie session and `X-Requested-With`.
 * @throws PageRequestError for every answer outside 200–299.
 */
export async function fetchJson<T>(url: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers)
  headers.set('X-Requested-With', 'XMLHttpRequest')
  headers.set('Accept', 'application/json')
  const ask = (): Promise<Response> =>
    fetch(url, { ...init, headers, credentials: 'same-origin', redirect: 'manual' })
  const answer = await askAgain(ask, renewSession ? REPEATS : 0)
  if (!answer.ok) throw new PageRequestError(answer.status || 401, await detailOf(answer))
  return (await answer.json()) as T
}

/** Asks, and where the session is over asks again after its renewal. */
async function askAgain(ask: () => Promise<Response>, repeats: number): Promise<Response> {
  const answer = await ask()
  if (answer.status !== 401 || repeats === 0) return answer
  await renewSession?.()
  return askAgain(ask, repeats - 1)
}

/** Posts form fields, as the CRM's own forms do. */
export async function postForm<T>(url: string, fields: Iterable<readonly [string, string]>): Promise<T> {
  const body = new URLSearchParams()
  for (const [name, value] of fields) body.append(name, value)
  return fetchJson<T>(url, { method: 'POST', body })
}

async function detailOf(answer: Response): Promise<string> {
  const text = await answer.text()
  try {
    const problem = JSON.parse(text) as { detail?: unknown }
    return typeof problem.detail === 'string' ? problem.detail : `${answer.status}`
  } catch {
    return `${answer.status}`
  }
}
