import { Hono } from 'hono'
import type { AccountFile, AccountSources } from './account/accountFile'
import type { AccountStore } from './account/accountStore'
import { createApiRoutes } from './api/createApiRoutes'
import { HostContext, type HostOptions } from './api/hostContext'
import { isDropped } from './api/middleware/dropConnection'
import { observeRequests } from './api/middleware/observeRequests'
import { addOauthRoutes } from './api/oauthRoutes'
import { problem } from './api/problem'

/** What the local CRM is made of; everything may be left out, which gives an empty account. */
export interface AppOptions extends HostOptions {
  /** The account; big lists may come as sources instead. */
  account?: AccountFile
  sources?: AccountSources
}

/** The local CRM: `app.fetch(request)` is its whole HTTP surface. */
export interface HostApp {
  app: Hono
  context: HostContext
  /** The account as it is now; another object after `PUT /__host/account`. */
  readonly store: AccountStore
}

/** Makes a local CRM. Throws `AccountFileError` with the path of the first value that does not fit. */
export function createApp(options: AppOptions = {}): HostApp {
  const context = new HostContext(options.account ?? {}, options.sources ?? {}, options)
  const app = new Hono()
  const observe = observeRequests(context)
  for (const path of ['/api/*', '/ajax/*', '/oauth2/*']) app.use(path, observe)
  app.route('/api/v4', createApiRoutes(context) as unknown as Hono)
  addOauthRoutes(app, context)
  app.onError((error) => {
    if (isDropped(error)) throw new TypeError('fetch failed', { cause: error })
    return problem(500, error.message, { trace_id: crypto.randomUUID() })
  })
  return {
    app,
    context,
    get store() {
      return context.store
    },
  }
}
