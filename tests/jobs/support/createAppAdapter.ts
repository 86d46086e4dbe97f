import { type AxiosAdapter, AxiosHeaders, CanceledError } from 'axios'

import type { HostApp } from '../../../host/createApp'

export const origin = 'http://crm.test'

export interface SentRequest {
  readonly method: string
  /** Decoded, with the query. */
  readonly path: string
  readonly body: unknown
}

/**
 * Carries the client's requests to a local CRM in this process, as the user of its session: the admin, unless another one signs in. A request
 * goes out once `onSent` is through.
 */
export const createAppAdapter =
  (
    host: HostApp,
    onSent: (request: SentRequest) => void | Promise<void>,
    onAnswered: () => void = () => undefined,
  ): AxiosAdapter =>
  async (config) => {
    const url = `${origin}${config.url ?? ''}`
    const method = (config.method ?? 'get').toUpperCase()
    const body = config.data as string | undefined
    const headers = new Headers({ Cookie: 'session_id=tests', 'Content-Type': 'application/json' })
    await onSent({
      method,
      path: decodeURIComponent(config.url ?? ''),
      body: body === undefined ? undefined : JSON.parse(body),
    })
    try {
      const response = await host.app.fetch(
        new Request(url, { method, headers, ...(body === undefined ? {} : { body }) }),
      )
      const data = await response.text()
      if (config.signal?.aborted === true) throw new CanceledError()
      const answered = new AxiosHeaders()
      response.headers.forEach((value, name) => answered.set(name, value))
      return {
        data,
        status: response.status,
        statusText: response.statusText,
        headers: answered,
        config,
        request: { responseURL: url },
      }
    } finally {
      onAnswered()
    }
  }
