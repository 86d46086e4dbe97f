import type { HostApp } from '../../../host/createApp'

interface InterceptedRequest {
  readonly url: string
  readonly method: string
  text(): Promise<string>
}

interface TestWindow {
  readonly happyDOM: {
    setURL(url: string): void
    readonly settings: {
      fetch: {
        interceptor: {
          beforeAsyncRequest(given: { request: InterceptedRequest }): Promise<unknown>
        } | null
      }
    }
  }
  readonly Response: typeof Response
}

/** Puts the admin's session back into each request: the window of the tests takes cookies out of what is not sent by itself. */
export const keepSession = ({ app }: HostApp): void => {
  const answer = app.fetch.bind(app)
  app.fetch = (request, ...rest) => {
    const headers = new Headers(request.headers)
    headers.set('Cookie', 'session_id=tests')
    Object.defineProperty(request, 'headers', { value: headers })
    return answer(request, ...rest)
  }
}

/** Lets the requests of the test's window be answered by a local CRM in this process. */
export const putCrmBehind = (host: HostApp): void => {
  const { happyDOM, Response: WindowResponse } = window as unknown as TestWindow
  happyDOM.settings.fetch.interceptor = {
    async beforeAsyncRequest({ request }) {
      const { method } = request
      const body = method === 'GET' ? null : await request.text()
      const answer = await host.app.fetch(
        new Request(request.url, { method, headers: { 'Content-Type': 'application/json' }, body }),
      )
      return new WindowResponse(answer.status === 204 ? null : await answer.text(), {
        status: answer.status,
        headers: [...answer.headers],
      })
    },
  }
}

/** Moves the test's window to an address of the CRM. */
export const goTo = (path: string): void => {
  ;(window as unknown as TestWindow).happyDOM.setURL(`http://crm.test${path}`)
}
