import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bareAxios } from '../../tools/build/bareAxios.mjs'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { openSession } from './support/openSession'

type Send = (config: Record<string, unknown>, abortAfter?: number) => Promise<unknown>

/** Uses axios as the widget's transport does. */
const source = `
  import { create, isAxiosError } from ${JSON.stringify(join(import.meta.dirname, '../../node_modules/axios/index.js'))}
  const client = create({ adapter: 'xhr', responseType: 'text', transformResponse: [], transformRequest: [], withXSRFToken: false, validateStatus: () => true })
  window.send = async (config, abortAfter) => {
    const abort = new AbortController()
    if (abortAfter !== undefined) setTimeout(() => abort.abort(), abortAfter)
    try {
      const { status, data, headers } = await client.request({ ...config, signal: abort.signal })
      return { status, data, kind: String(headers.get('x-kind')) }
    } catch (error) {
      return { isAxiosError: isAxiosError(error), code: error.code }
    }
  }`

describe('axios without what the widget never reaches', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sales-analytics-axios-'))
  let server: Server
  let browser: Browser
  let page: Page

  const send: Send = (config, abortAfter) =>
    page.evaluate(([wanted, after]) => (window as unknown as { send: Send }).send(wanted, after), [
      config,
      abortAfter,
    ] as const)

  beforeAll(async () => {
    writeFileSync(join(folder, 'entry.js'), source)
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      plugins: [bareAxios()],
      build: {
        outDir: join(folder, 'built'),
        minify: false,
        lib: { entry: join(folder, 'entry.js'), formats: ['iife'], name: 'x', fileName: () => 'entry.js' },
      },
    })
    server = createServer((incoming, answer) => {
      let body = ''
      incoming.on('data', (part) => {
        body += String(part)
      })
      incoming.on('end', () => {
        if (incoming.url === '/entry.js') answer.end(readFileSync(join(folder, 'built/entry.js')))
        else if (incoming.url === '/')
          answer.setHeader('content-type', 'text/html').end('<script src="/entry.js"></script>')
        else if (incoming.url === '/busy') answer.writeHead(429, { 'x-kind': 'limit' }).end('slower')
        else if (incoming.url === '/lost') incoming.socket.destroy()
        else if (incoming.url !== '/never') answer.setHeader('x-kind', String(incoming.method)).end(body)
      })
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve())
    })
    browser = await openBrowser()
    page = await (await openSession(browser)).newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  })

  afterAll(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })
  })

  it('reads', async () => {
    expect(await send({ method: 'GET', url: '/x?a=1' })).toEqual({ status: 200, data: '', kind: 'GET' })
  })

  it('writes JSON text', async () => {
    const data = '[{"id":1,"name":"Ёж"}]'
    const config = { method: 'PATCH', url: '/x', data, headers: { 'Content-Type': 'application/json' } }
    expect(await send(config)).toEqual({ status: 200, data, kind: 'PATCH' })
  })

  it('gives a refusal as an answer', async () => {
    expect(await send({ method: 'GET', url: '/busy' })).toEqual({
      status: 429,
      data: 'slower',
      kind: 'limit',
    })
  })

  it('gives a lost connection and a cancelled request as its own errors', async () => {
    expect(await send({ method: 'GET', url: '/lost' })).toEqual({ isAxiosError: true, code: 'ERR_NETWORK' })
    expect(await send({ method: 'GET', url: '/never' }, 50)).toMatchObject({ code: 'ERR_CANCELED' })
  })
})
