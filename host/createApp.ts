import { resolve } from 'node:path'
import { Hono, type MiddlewareHandler } from 'hono'
import type { AccountFile, AccountSources } from './account/accountFile'
import { type AccountStore, DEFAULT_WIDGET_CODE } from './account/accountStore'
import { ArchiveTable } from './archives/ArchiveTable'
import { createAjaxRoutes } from './api/ajax/createAjaxRoutes'
import { addNotBuiltRoutes } from './api/addNotBuiltRoutes'
import { createApiRoutes } from './api/createApiRoutes'
import { HostContext, type HostOptions } from './api/hostContext'
import { deliverWebhooks } from './api/deliverWebhooks'
import { applyShapes } from './api/middleware/applyShapes'
import { isDropped } from './api/middleware/dropConnection'
import { observeRequests } from './api/middleware/observeRequests'
import { addOauthRoutes } from './api/oauth/oauthRoutes'
import { problem } from './api/problem'
import { createSdkRoutes } from './api/sdk/createSdkRoutes'
import { SESSION_COOKIE } from './api/session'
import { createControlRoutes } from './control/createControlRoutes'
import { type AccountName, LARGE_SIZES, openAccount } from './openAccount'
import { createPageFiles } from './pageFiles'

/** What the local CRM is made of; everything may be left out, which gives an empty account. */
export interface AppOptions extends HostOptions {
  /** The account; big lists may come as sources instead. */
  account?: AccountFile
  sources?: AccountSources
  /** Folder of the widget's unpacked archive. */
  archive?: string
  /** Folders of further widgets' archives by their codes, unchecked; the account says which it has. */
  otherArchives?: Readonly<Record<string, string>>
  /** Archives of widgets that every account has installed, by their codes: folders or zips, checked. */
  widgets?: Readonly<Record<string, string>>
  /** Folder of the built page. */
  pageFolder?: string
}

/** The local CRM: `app.fetch(request)` is its whole HTTP surface. */
export interface HostApp {
  app: Hono
  context: HostContext
  /** The account as it is now; another object after `PUT /__host/account`. */
  readonly store: AccountStore
}

/**
 * Makes a local CRM. Throws `AccountFileError` with the path of the first value that does not fit, `ArchiveError` for a
 * widget that the CRM would not take.
 */
export function createApp(options: AppOptions = {}): HostApp {
  const archives = new ArchiveTable({
    folders: { [DEFAULT_WIDGET_CODE]: resolve(options.archive ?? 'dist/widget'), ...options.otherArchives },
    widgets: options.widgets ?? {},
  })
  const context = new HostContext(options.account ?? {}, options.sources ?? {}, options, archives)
  const app = new Hono()
  const observe = observeRequests(context)
  for (const path of ['/api/*', '/ajax/*', '/oauth2/*']) app.use(path, observe)
  app.use('/api/v4/*', applyShapes(context))
  app.use(openSession)
  app.route('/api/v4', createApiRoutes(context) as unknown as Hono)
  addOauthRoutes(app, context)
  addNotBuiltRoutes(app, '/oauth2')
  addNotBuiltRoutes(app, '/api/v2')
  app.route('/__host', createControlRoutes(context, createOpener(context)))
  app.route('/', createSdkRoutes(context))
  app.route('/', createAjaxRoutes(context))
  const pageFolder = resolve(options.pageFolder ?? 'dist/host-page')
  app.route('/', createPageFiles({ pageFolder, widgetFiles: (code) => archives.files(code) }))
  app.onError((error) => {
    if (isDropped(error)) throw new TypeError('fetch failed', { cause: error })
    return problem(500, error.message, { trace_id: crypto.randomUUID() })
  })
  context.watchers.push(deliverWebhooks)
  return {
    app,
    context,
    get store() {
      return context.store
    },
  }
}

/** A request for a page brings its browser a session, as logging in would. */
const openSession: MiddlewareHandler = async (c, next) => {
  await next()
  const isPage = !/^\/(api|ajax|private|oauth2|__host|upl|frontend)\//.test(c.req.path)
  const cookies = c.req.header('Cookie') ?? ''
  if (isPage && !cookies.includes(`${SESSION_COOKIE}=`))
    c.header('Set-Cookie', `${SESSION_COOKIE}=${crypto.randomUUID()}; Path=/; HttpOnly; SameSite=Lax`)
}

function createOpener(
  context: HostContext,
): (name: string, sizes: Record<string, string>) => Promise<boolean> {
  const names: readonly string[] = ['demo', 'empty', 'large'] satisfies AccountName[]
  return async (name, given) => {
    if (!names.includes(name)) return false
    const sizes = { ...LARGE_SIZES }
    for (const key of Object.keys(sizes) as (keyof typeof sizes)[]) {
      const size = Number(given[key])
      if (given[key] !== undefined && Number.isSafeInteger(size) && size >= 0) sizes[key] = size
    }
    const { file, sources } = await openAccount(name as AccountName, sizes, context.clock.now())
    context.replaceAccount(file, sources)
    if (name === 'large') context.store.prepare()
    return true
  }
}
