import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from '../apiHandler'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { callerOf, markAuthLost, userOf } from '../session'

/** Lets through who has a session and leaves the user for the handlers; others get 401, or a page to log in. */
export function requireSession(context: HostContext): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const { headers } = c.req.raw
    const user = userOf(context, headers)
    const isCookie = callerOf(headers).kind === 'cookie'
    if (!user) {
      if (isCookie && context.session.expired && context.faults.unverified.sessionEnd === '302')
        return new Response(null, { status: 302, headers: { Location: '/' } })
      const refused = problem(401, 'Неверный логин или пароль')
      return isCookie ? markAuthLost(context, refused) : refused
    }
    const needsXhr = isCookie && context.faults.unverified.xhrHeaderNeeded
    if (needsXhr && headers.get('X-Requested-With')?.toLowerCase() !== 'xmlhttprequest')
      return problem(401, 'X-Requested-With is required')
    c.set('user', user)
    return next()
  }
}
