import { ServerResponse } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { matchesPath } from '../faultRules'
import type { HostContext } from '../hostContext'
import { gatewayPage, problem } from '../problem'
import { RateWindow } from '../rateWindow'
import { callerOf } from '../session'
import { applyFaults } from './applyFaults'
import { isDropped } from './dropConnection'

/**
 * Outermost step of /api, /ajax and /oauth2: counts the request at its arrival, refuses what comes too fast, applies
 * latency and faults, and logs the end. Changes that wait for a request are made when it has been answered. Only
 * calls of the API are limited: the page's own calls have no such limit in the CRM.
 */
export function observeRequests(context: HostContext): MiddlewareHandler {
  const window = new RateWindow()
  return async (c, next) => {
    const at = context.arrivalClock()
    const url = new URL(c.req.url)
    const path = decode(url.pathname + url.search)
    const session = callerOf(c.req.raw.headers).key
    const isLimited = !url.pathname.startsWith('/ajax/')
    if (!url.pathname.startsWith('/ajax/page/')) context.requests.arrive(session, at)
    const note = (status: number): void => {
      const ms = Math.round((context.arrivalClock() - at) * 10) / 10
      context.requests.add({ at: Math.round(at * 1000) / 1000, method: c.req.method, path, status, ms })
    }
    if (isLimited && !window.admits(session, at, context.faults.current.ratePerSecond)) {
      note(429)
      return context.faults.unverified.rateBody === 'json' ? problem(429) : gatewayPage(429)
    }
    try {
      await applyFaults(context, c, path, next)
    } catch (error) {
      note(isDropped(error) ? 0 : 500)
      throw error
    }
    applyAwaited(context, c.req.method, path)
    stampHeaders(context, c)
    note(c.res.status)
    return undefined
  }
}

function applyAwaited(context: HostContext, method: string, path: string): void {
  for (const change of context.awaited.slice()) {
    if (change.method && change.method.toUpperCase() !== method) continue
    if (change.path !== undefined && !matchesPath(change.path, path)) continue
    change.left--
    if (change.left > 0) continue
    context.awaited.splice(context.awaited.indexOf(change), 1)
    change.apply()
  }
}

function stampHeaders(context: HostContext, c: Context): void {
  const { dateHeader } = context.faults.current
  const cachedFor = dateHeader === 'cached' ? 3600 : 0
  const date = new Date((context.clock.now() - cachedFor) * 1000).toUTCString()
  if (dateHeader === 'absent') leaveDateOut(c)
  else c.res.headers.set('Date', dateHeader === 'garbled' ? '12:00' : date)
  if (cachedFor > 0) c.res.headers.set('Age', String(cachedFor))
  c.res.headers.set('X-Request-Id', crypto.randomUUID())
}

/** Node writes the header by itself unless it is told not to; in tests there is no server below. */
function leaveDateOut(c: Context): void {
  const bindings: unknown = c.env
  const outgoing =
    typeof bindings === 'object' && bindings !== null && 'outgoing' in bindings ? bindings.outgoing : null
  if (outgoing instanceof ServerResponse) outgoing.sendDate = false
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll('+', '%20'))
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return path
  }
}
