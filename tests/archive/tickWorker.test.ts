import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../../tools/openBrowser.mjs'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'sales-analytics-tick-'))
let servers: { readonly page: Server; readonly files: Server }
let browser: Browser
let script = ''

/** A server that answers every path with this body, and lets no other origin read it. */
const serve = (type: string, body: string | Buffer): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': type })
      response.end(body)
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
  })

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Whether a tick comes back with the archive's files at `base`. */
const ticks = async (base: string): Promise<boolean> => {
  const page = await browser.newPage()
  await page.goto(addressOf(servers.page))
  const isTicking = await page.evaluate(
    `${script};new Promise((resolve) => {
      tick.applyChunkBase(${JSON.stringify(base)})
      const worker = tick.createTickWorker('1.0.0')
      worker.onmessage = () => resolve(true)
      worker.onerror = () => resolve(false)
      worker.postMessage(10)
    })`,
  )
  await page.close()
  return isTicking === true
}

beforeAll(async () => {
  const entry = join(folder, 'entry.ts')
  const files = ['createTickWorker', 'chunkUrl'].map((name) => join(root, 'widget/shell', name))
  writeFileSync(entry, files.map((file) => `export * from ${JSON.stringify(file)}\n`).join(''))
  const built = await build({
    root: folder,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'tick' } },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined
  script = chunk?.code ?? ''
  servers = {
    page: await serve('text/html', '<!doctype html><title>CRM</title>'),
    files: await serve('text/javascript', readFileSync(join(root, 'dist/widget/tick.js'))),
  }
  browser = await openBrowser()
})

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await browser.close()
  for (const server of Object.values(servers)) server.close()
})

describe('the worker that keeps the time in a hidden tab', () => {
  it('starts where the files come from another origin that lets nobody read them', async () => {
    expect(await ticks(addressOf(servers.files))).toBe(true)
  })
})
