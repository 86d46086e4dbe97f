import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { serve } from '@hono/node-server'
import type { BrowserContext, Page } from 'playwright-core'
import type { AccountFile } from '../../../host/account/accountFile'
import type { DATE_HEADERS, FaultRule } from '../../../host/api/faultRules'
import type { UnverifiedSwitches } from '../../../host/api/unverified'
import type { Change } from '../../../host/control/parseChange'
import { createApp } from '../../../host/createApp'
import type { HostWindow } from '../../../host/page/hostWindow'
import { openBrowser } from '../../../tools/openBrowser.mjs'
import { buildPage } from '../../host/page/support/buildPage'
import type { WireAccountFile } from '../../oracle/accountWire'
import { readArchive } from '../readArchive'
import { openSession } from './openSession'

/** What `GET /__host/requests` tells. */
export interface RequestSummary {
  readonly total: number
  readonly rejected: number
  readonly byRoute: Readonly<Record<string, number>>
  readonly peakPerSecond: number
  readonly list: readonly { readonly method: string; readonly path: string; readonly status: number }[]
}

/** The faults of `PUT /__host/faults`. */
export interface GivenFaults {
  readonly rules?: readonly FaultRule[]
  readonly latencyMs?: number
  readonly ratePerSecond?: number
  readonly unverified?: Partial<UnverifiedSwitches>
  readonly dateHeader?: (typeof DATE_HEADERS)[number]
}

export interface PageOptions {
  readonly width?: number
  /** False for a page whose widgets never come, or are not to be waited for. */
  readonly isReady?: boolean
  /** True where time is moved on by `moveTime`: the page's timers and clocks can be. */
  readonly isMovable?: boolean
  /** True where refused and dropped requests are the subject: the browser itself logs them as errors. */
  readonly isFaulty?: boolean
}

/** The local CRM with the built archive, and a browser to look at it. */
export interface Crm {
  readonly url: string
  /** Another account, the admin's session, no faults, the real clock, an empty log, and all pages closed. */
  reset(account: AccountFile, user?: string): Promise<void>
  control(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  account(): Promise<WireAccountFile>
  requests(): Promise<RequestSummary>
  setFaults(faults: GivenFaults): Promise<void>
  /** Stops the CRM's clock at a moment (unix seconds) until the next reset. */
  stopClock(at: number): Promise<void>
  change(...changes: Change[]): Promise<void>
  /** A page of a browser session of its own. */
  open(path: string, options?: PageOptions): Promise<Page>
  /** Another tab of the same browser session. */
  openTab(page: Page, path: string): Promise<Page>
  /** Errors that pages wrote to the console or threw, since the last call. */
  takeComplaints(): string[]
  close(): Promise<void>
}

interface CrmOptions {
  /** The CRM's limit of requests a second. */
  readonly rate?: number
  /** Archives of further widgets by their codes: every account has them installed. */
  readonly widgets?: Readonly<Record<string, string>>
}

/** Starts the local CRM on a free port with `dist/widget.zip`, and one browser. */
export const openCrm = async ({ rate = 50, widgets = {} }: CrmOptions = {}): Promise<Crm> => {
  const archive = await unpackArchive()
  const { app, context } = createApp({ rate, archive, widgets, pageFolder: await buildPage() })
  // A connection that the server closes just as a request enters it fails that request: on a busy machine that happens.
  const serverOptions = { keepAliveTimeout: 600_000 }
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0, serverOptions })
  await new Promise((resolve) => {
    server.once('listening', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  const sessions: BrowserContext[] = []
  let complaints: string[] = []

  const listen = (page: Page, isFaulty: boolean): void => {
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      const isNetwork = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !(isFaulty && isNetwork))
        complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`)
    })
  }
  const visit = async (page: Page, path: string, { isReady = true, isFaulty = false }: PageOptions) => {
    listen(page, isFaulty)
    await page.goto(url + path)
    if (isReady) await waitForWidgets(page)
    return page
  }
  const control: Crm['control'] = async (method, path, body) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const response = await fetch(`${url}/__host/${path}`, init)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} /__host/${path}: ${response.status} ${text}`)
    return JSON.parse(text) as unknown
  }
  const closePages = async (): Promise<void> => {
    await Promise.all(sessions.splice(0).map((session) => session.close()))
  }

  return {
    url,
    control,
    async reset(account, user = 'admin') {
      await closePages()
      context.replaceAccount(account)
      await control('PUT', 'faults', {})
      await control('PUT', 'clock', {})
      await control('PUT', 'session', { user, expired: false })
      await control('PUT', 'page', { inbox: 'soon' })
      await control('DELETE', 'requests')
    },
    account: () => control('GET', 'account') as Promise<WireAccountFile>,
    requests: () => control('GET', 'requests') as Promise<RequestSummary>,
    async setFaults(faults) {
      await control('PUT', 'faults', faults)
    },
    async stopClock(at) {
      await control('PUT', 'clock', { now: at })
    },
    async change(...changes) {
      await control('POST', 'changes', changes)
    },
    async open(path, options = {}) {
      const session = await openSession(browser, { viewport: { width: options.width ?? 1280, height: 800 } })
      sessions.push(session)
      // Waits between tries are drawn by chance from long spans: here they are short.
      if (options.isFaulty)
        await session.addInitScript('{ const r = Math.random; Math.random = () => r() / 50 }')
      if (options.isMovable) await session.clock.install()
      return visit(await session.newPage(), path, options)
    },
    openTab: async (page, path) => visit(await page.context().newPage(), path, {}),
    takeComplaints() {
      const taken = complaints
      complaints = []
      return taken
    },
    async close() {
      await closePages()
      await browser.close()
      await new Promise((resolve) => {
        server.close(resolve)
      })
      await rm(archive, { recursive: true, force: true })
    },
  }
}

/** Waits until the loader has taken the widgets of the page on screen. */
export const waitForWidgets = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => (window as unknown as Partial<HostWindow>).APP?.widgets.loaded)
}

/** The zip, unpacked: what the marketplace would serve, whatever is being built meanwhile. */
const unpackArchive = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'widget-archive-'))
  for (const [name, content] of readArchive().files) {
    if (name.endsWith('/')) continue
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  return folder
}
