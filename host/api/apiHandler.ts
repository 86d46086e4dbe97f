import type { Context, Hono } from 'hono'
import type { WireUser } from '../account/wireAccount'
import type { ApiVariables, HostContext } from './hostContext'
import { rightsProblem } from './problem'

/** The Hono types of an API router. */
export interface ApiEnv {
  Variables: ApiVariables
}

/** A router of API paths. */
export type ApiRouter = Hono<ApiEnv>

/** What a handler of the API gets. */
export interface ApiCall {
  context: HostContext
  user: WireUser
  request: Request
  url: URL
  /** A path parameter. */
  param: (name: string) => string
}

/** Wraps a function over an `ApiCall` into a Hono handler; `adminOnly` answers 403 to others. */
export function apiHandler(
  context: HostContext,
  answer: (call: ApiCall) => Response | Promise<Response>,
  access: 'adminOnly' | 'everybody' = 'everybody',
): (c: Context<ApiEnv>) => Response | Promise<Response> {
  return (c) => {
    const user = c.get('user')
    if (access === 'adminOnly' && !user.rights.is_admin) return rightsProblem()
    return answer({
      context,
      user,
      request: c.req.raw,
      url: new URL(c.req.url),
      param: (name) => c.req.param(name) ?? '',
    })
  }
}
