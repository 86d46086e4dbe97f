import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDevProxy } from '../../tools/dev/devProxy.mjs'
import { watchSources } from '../../tools/dev/watchSources.mjs'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { openSession } from './support/openSession'

const modules = join(import.meta.dirname, '../../node_modules')

/** A page that loads its widget as the CRM does: by RequireJS, destroyed and made again on `widgets:load`. */
const page = `<!doctype html><body><p id="shown"></p>
  <script src="/require.js"></script><script src="/jquery.js"></script><script src="/loader.js"></script></body>`
const loader = `
  window.marked = 'not reloaded'
  let widget = null
  $(document).on('widgets:load', () => {
    widget?.destroy()
    require(['/upl/code/widget/script.js?v=0.1.0'], (loaded) => { widget = loaded; widget.render() })
  })
  $(document).trigger('widgets:load')`
const script = (text: string): string => `define([], () => ({
  render() { document.querySelector('#shown').textContent = '${text}' },
  destroy() { document.body.dataset.destroyed = '${text}' },
}))`

let widgetText = 'first'
const bodies: Record<string, () => string> = {
  '/': () => page,
  '/require.js': () => readFileSync(join(modules, 'requirejs/require.js'), 'utf8'),
  '/jquery.js': () => readFileSync(join(modules, 'jquery/dist/jquery.js'), 'utf8'),
  '/loader.js': () => loader,
  '/upl/code/widget/script.js': () => script(widgetText),
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

describe('hot reload', () => {
  let browser: Browser
  const host = createServer((incoming, answer) => {
    const path = new URL(incoming.url ?? '/', 'http://x').pathname
    answer.writeHead(200, {
      'content-type': path === '/' ? 'text/html' : 'text/javascript',
      'cache-control': 'max-age=3600',
    })
    answer.end(bodies[path]?.() ?? '')
  })

  beforeAll(async () => {
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser.close()
    host.close()
  })

  it('puts the new widget in the place of the old one without a reload of the page', async () => {
    const proxy = createDevProxy({ hostPort: await listen(host) })
    const view = await (await openSession(browser)).newPage()
    await view.goto(`http://127.0.0.1:${await listen(proxy)}/`)
    await view.getByText('first').waitFor()
    await view.evaluate(() => Object.assign(window, { marked: 'still here' }))
    widgetText = 'second'
    proxy.tell('widget')
    await view.getByText('second').waitFor()
    expect(
      await view.evaluate(() => [Reflect.get(window, 'marked'), document.body.dataset['destroyed']]),
    ).toEqual(['still here', 'first'])
    proxy.tell('page')
    await view.waitForFunction(() => Reflect.get(window, 'marked') === 'not reloaded')
    await view.close()
    proxy.closeAllConnections()
    proxy.close()
  })

  it('notices a change, once for files that are saved together', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sales-analytics-watch-'))
    for (const name of ['widget/calc', 'host/page', 'host/api'])
      mkdirSync(join(folder, name), { recursive: true })
    const onChange = vi.fn(() => Promise.resolve())
    const stop = watchSources(onChange, folder)
    writeFileSync(join(folder, 'widget/calc/total.ts'), 'export const a = 1')
    writeFileSync(join(folder, 'widget/script.ts'), 'export const b = 1')
    await expect.poll(() => onChange.mock.calls.length).toBe(1)
    expect(onChange).toHaveBeenCalledWith(['widget'])
    writeFileSync(join(folder, 'host/page/main.ts'), 'export const c = 1')
    await expect.poll(() => onChange.mock.lastCall).toEqual([['page']])
    stop()
    rmSync(folder, { recursive: true })
  })
})
