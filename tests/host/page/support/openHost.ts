import { mkdtemp } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { BrowserContext, Page } from 'playwright-core'
import type { AccountFile } from '../../../../host/account/accountFile'
import type { HostContext, HostOptions } from '../../../../host/api/hostContext'
import { createApp } from '../../../../host/createApp'
import type { HostWindow } from '../../../../host/page/hostWindow'
import { openBrowser } from '../../../../tools/openBrowser.mjs'
import { openSession } from '../../../archive/support/openSession'
import { buildPage } from './buildPage'
import { type FakeWidget, writeWidget } from './fakeWidget'

export interface OpenedHost {
  url: string
  context: HostContext
  /** A new page of its own browser session at an address; `ready` waits until the widgets of the page are loaded. */
  open(path: string, ready?: boolean): Promise<Page>
  close(): Promise<void>
}

/** Starts the local CRM with fake widgets on a free port, and a browser to look at it. */
export async function openHost(
  widgets: readonly FakeWidget[],
  options: HostOptions & { account?: AccountFile; folders?: Readonly<Record<string, string>> } = {},
): Promise<OpenedHost> {
  const parent = await mkdtemp(join(tmpdir(), 'host-widgets-'))
  const folders: Record<string, string> = { ...options.folders }
  for (const widget of widgets) folders[widget.code] = await writeWidget(parent, widget)
  const account: AccountFile = {
    ...options.account,
    widgets:
      options.account?.widgets ??
      widgets.map(({ code }) => ({ code, installed: true, active: true, settings: { custom: '{"v":1}' } })),
  }
  const { app, context } = createApp({
    ...options,
    account,
    otherArchives: folders,
    pageFolder: await buildPage(),
  })
  // A connection that the server closes just as a request enters it fails that request: on a busy machine that happens.
  const serverOptions = { keepAliveTimeout: 600_000 }
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0, serverOptions })
  await new Promise((resolve) => {
    server.once('listening', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await openBrowser()
  const sessions: BrowserContext[] = []
  return {
    url,
    context,
    async open(path, ready = true) {
      const session = await openSession(browser, { viewport: { width: 1280, height: 800 } })
      sessions.push(session)
      const page = await session.newPage()
      await page.goto(url + path)
      if (ready) await waitForWidgets(page)
      return page
    },
    async close() {
      for (const session of sessions) await session.close()
      await browser.close()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

/** Waits until the loader has taken all widgets of the page on screen. */
export async function waitForWidgets(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as unknown as Partial<HostWindow>).APP?.widgets.loaded)
}
