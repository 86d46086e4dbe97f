import { cp, mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { BrowserContext, Page } from 'playwright-core'
import { createApp, type HostApp } from '../../host/createApp'
import { createLargeAccount } from '../../host/seeds/createLargeAccount'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { withSettings } from '../archive/support/aBusyAccount'
import { openSession } from '../archive/support/openSession'
import { buildPage } from '../host/page/support/buildPage'
import { readAccount } from '../jobs/support/readAccount'
import { diffAccountFields } from '../oracle/diffAccountFields'
import type { PartialSettings } from '../oracle/plainSettings'
import { type BrowserRepeats, createBrowserRepeats } from './createBrowserRepeats'

export interface KillableSize {
  readonly leads: number
  readonly contacts: number
  readonly companies: number
  readonly customers: number
}

export interface KillableOptions {
  readonly size: KillableSize
  /** The CRM's limit and the widget's pace, requests a second. */
  readonly rate: number
  /** From … to. */
  readonly latencyMs: readonly [number, number]
  readonly settings?: PartialSettings
  /** Whether the account has the filter package; default no. */
  readonly filters?: boolean
  /** Called after each call of the API, before its answer goes out. */
  readonly afterCall?: () => Promise<void>
}

/** A large account in the local CRM with the built archive, and a browser whose tabs may die. */
export interface KillableCrm {
  readonly url: string
  readonly host: HostApp
  /** A fresh browser profile: nothing is stored, nobody is logged in. */
  newProfile(): Promise<BrowserContext>
  /** Shows the list of contacts and waits until the widgets are there. */
  show(page: Page): Promise<void>
  readonly repeats: BrowserRepeats
  /** How often each card was sent, by `type/id`. */
  readonly timesSent: ReadonlyMap<string, number>
  /** Pages of whole lists that were asked for. */
  listPages(): number
  peakPerSecond(): number
  /** Cards and fields that differ from the brute force. */
  differences(): number
  close(): Promise<void>
}

const origin = 'http://127.0.0.1'

/** Starts both. */
export const openKillableCrm = async (options: KillableOptions): Promise<KillableCrm> => {
  const { size, rate, latencyMs, settings = {}, filters = false } = options
  const archive = await mkdtemp(join(tmpdir(), 'widget-archive-'))
  await cp('dist/widget', archive, { recursive: true })
  const { file, sources } = createLargeAccount({ seed: 1, ...size })
  const account = {
    ...file,
    account: { ...file.account, is_api_filter_enabled: filters },
    widgets: [withSettings({ rate, ...settings })],
  }
  const host = createApp({ account, sources, archive, pageFolder: await buildPage(), rate })
  const timesSent = new Map<string, number>()
  const countCards = async (request: Request): Promise<void> => {
    const type = /\/api\/v4\/(contacts|companies)(\/\d+)?$/.exec(new URL(request.url).pathname)?.[1]
    if (request.method !== 'PATCH' || type === undefined) return
    for (const { id } of (await request.json()) as readonly { id: number }[]) {
      const card = `${type}/${id}`
      timesSent.set(card, (timesSent.get(card) ?? 0) + 1)
    }
  }
  const repeats = createBrowserRepeats()
  const server = serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request: Request, env: object) {
      if (!new URL(request.url).pathname.startsWith('/api/')) return host.app.fetch(request, env)
      const copy = request.method === 'PATCH' ? request.clone() : null
      try {
        return await repeats.follow(request, () => Promise.resolve(host.app.fetch(request, env)))
      } finally {
        if (copy !== null) await countCards(copy).catch(() => undefined)
        await options.afterCall?.()
      }
    },
  })
  await new Promise((resolve) => {
    server.once('listening', resolve)
  })
  const url = `${origin}:${(server.address() as AddressInfo).port}`
  const faults = { latencyMs, ratePerSecond: rate, rules: [] }
  await fetch(`${url}/__host/faults`, { method: 'PUT', body: JSON.stringify(faults) })
  const browser = await openBrowser()
  return {
    url,
    host,
    newProfile: () => openSession(browser, { viewport: { width: 1280, height: 800 } }),
    async show(page) {
      await page.goto(`${url}/contacts/list/contacts/`)
      await page.waitForFunction(
        () => (window as unknown as { APP?: { widgets: { loaded: boolean } } }).APP?.widgets.loaded,
      )
    },
    repeats,
    timesSent,
    listPages: () =>
      host.context.requests
        .summary()
        .list.filter(({ path }) => decodeURIComponent(path).includes('order[id]=asc')).length,
    peakPerSecond: () => host.context.requests.summary().peakPerSecond,
    differences: () => diffAccountFields(readAccount(host), settings).length,
    async close() {
      await browser.close()
      await new Promise((resolve) => {
        server.close(resolve)
      })
      await rm(archive, { recursive: true, force: true })
    },
  }
}
