import type { Context, Hono } from 'hono'
import type { HostContext } from '../hostContext'
import { problem } from '../problem'
import { AUTH_LOST_COOKIE, healsSoon, userOf } from '../session'

/**
 * How the page keeps its session: `renew` gives a fresh short-lived key (409 while that takes a moment, 401 when the user
 * has to sign in), `sign-in` signs the user in within the same page, a plain POST does so before there is a page.
 */
export function addSessionRoutes(routes: Hono, context: HostContext): void {
  const open = (c: Context): void => {
    context.session.expired = false
    context.session.stale = null
    forgetLoss(c)
  }
  routes.post('/ajax/page/session', (c) => {
    open(c)
    return c.redirect('/dashboard/', 303)
  })
  routes.post('/ajax/page/session/sign-in', (c) => {
    open(c)
    return c.json({ status: 'ok' })
  })
  routes.post('/ajax/page/session/renew', (c) => {
    if (userOf(context, c.req.raw.headers)) {
      forgetLoss(c)
      return c.json({ status: 'ok' })
    }
    return healsSoon(context) ? problem(409, 'Сессия продлевается') : problem(401, 'Unauthorized')
  })
}

function forgetLoss(c: Context): void {
  c.header('Set-Cookie', `${AUTH_LOST_COOKIE}=; Path=/; Max-Age=0`, { append: true })
}
