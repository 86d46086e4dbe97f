import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page, Request } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { amdChunks } from '../../tools/build/amdChunks.mjs'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { openSession } from './support/openSession'

/** A widget as small as can be: lazily loaded parts that share a module with the entry, and one with each other. */
const sources = {
  'script.ts': `
    import { chunkUrl, setBase } from './chunkUrl'
    import { core } from './core'
    export default function Widget(this: Record<string, unknown>) {
      this.start = async (base: string) => {
        setBase(base)
        const first = await import('./first')
        return { isSame: first.core === core, second: await first.second(), url: chunkUrl('x.js') }
      }
      this.startOther = async () => (await import('./third')).isSame
      return this
    }`,
  'chunkUrl.ts': `
    let base = ''
    export const setBase = (path: string) => { base = path }
    export const chunkUrl = (file: string) => base + '/' + file`,
  'core.ts': `export const core = { made: 'once' }`,
  'shared.ts': `export const shared = { made: 'for the lazy parts' }`,
  'first.ts': `
    import { core } from './core'
    import { shared } from './shared'
    export { core }
    export const second = async () => (await import('./second')).isSame(shared)`,
  'third.ts': `
    import { shared } from './shared'
    export const isSame = (other: object) => other === shared`,
  'second.ts': `
    import { core } from './core'
    import { shared } from './shared'
    export const isSame = (other: object) => other === shared && core.made === 'once'`,
}

const folder = mkdtempSync(join(tmpdir(), 'sales-analytics-chunks-'))
const builtFolder = join(folder, 'built')
let server: Server
let browser: Browser
let address = ''
const lost = new Set<string>()

const buildWidget = async (): Promise<void> => {
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text)
  await build({
    root: folder,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [
      amdChunks({
        entry: join(folder, 'script.ts'),
        chunkUrlModule: join(folder, 'chunkUrl.ts'),
        isSingle: false,
      }),
    ],
    build: {
      outDir: builtFolder,
      minify: false,
      lib: { entry: join(folder, 'script.ts'), formats: ['es'] },
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: { entryFileNames: 'script.js', chunkFileNames: '[name].js', minifyInternalExports: false },
      },
    },
  })
}

/** The CRM's page: only its own scripts may run, RequireJS loads the rest. */
const serve = (): Promise<void> => {
  const requireJs = join(import.meta.dirname, '../../node_modules/requirejs/require.js')
  mkdirSync(join(builtFolder, 'page'), { recursive: true })
  cpSync(requireJs, join(builtFolder, 'page/require.js'))
  server = createServer((incoming, answer) => {
    const path = new URL(incoming.url ?? '/', 'http://x').pathname
    const isPage = path === '/'
    const name = path.replace(/^\/(upl\/code\/widget\/)?/, '')
    if (lost.has(name)) {
      answer.writeHead(404).end()
      return
    }
    answer.writeHead(200, {
      'content-type': isPage ? 'text/html' : 'text/javascript',
      'content-security-policy': "script-src 'self'",
    })
    answer.end(isPage ? '<script src="/page/require.js"></script>' : readFileSync(join(builtFolder, name)))
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      resolve()
    })
  })
}

/** Loads script.js as the CRM does, with `?v=`, and starts the widget; an error comes back as its text. */
const start = (page: Page): Promise<unknown> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const { require, requirejs } = window as unknown as {
          require: (names: string[], loaded: (Widget: WidgetClass) => void) => void
          requirejs: { config(options: object): void }
        }
        // A file may come as late as the machine has it.
        requirejs.config({ waitSeconds: 0 })
        require(['/upl/code/widget/script.js?v=0.1.0'], (Widget) => {
          new Widget().start('/upl/code/widget').then(resolve, (error: Error) => resolve(error.message))
        })
      }),
  )

interface WidgetClass {
  new (): { start(base: string): Promise<unknown> }
}

/** Until a file has come, or has failed. To be called before anything is asked for: on a busy machine it may come before the other is. */
const untilCame = (page: Page, file: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (request: Request): void => {
      if (request.url().includes(`/${file}-`)) resolve()
    }
    page.on('requestfinished', look)
    page.on('requestfailed', look)
  })

const openPage = async (): Promise<Page> => {
  const page = await (await openSession(browser)).newPage()
  await page.goto(address)
  return page
}

describe('lazily loaded chunks', () => {
  beforeAll(async () => {
    await buildWidget()
    await serve()
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser.close()
    server.close()
    rmSync(folder, { recursive: true })
  })

  it('bear the hash of the build in their names', () => {
    const names = readdirSync(builtFolder).filter((name) => name.endsWith('.js') && name !== 'script.js')
    expect(names.length).toBeGreaterThanOrEqual(2)
    expect(names.filter((name) => !/^\w+-[0-9a-f]{8}\.js$/.test(name))).toEqual([])
  })

  it('leave in the script what it needs at once', () => {
    expect(readFileSync(join(builtFolder, 'script.js'), 'utf8')).toMatch(/^define\(\(function/)
  })

  it('share their modules with the script and with one another', async () => {
    const page = await openPage()
    expect(await start(page)).toEqual({ isSame: true, second: true, url: '/upl/code/widget/x.js' })
    await page.close()
  })

  it('can be asked for again after a failure', async () => {
    const page = await openPage()
    const first = readdirSync(builtFolder).find((name) => name.startsWith('first-')) ?? ''
    lost.add(first)
    expect(await start(page)).toMatch(/Script error/)
    lost.clear()
    expect(await start(page)).toMatchObject({ isSame: true })
    await page.close()
  })

  it('are said to be missing where the page cannot forget a failure, or gives none', async () => {
    const page = await openPage()
    const first = readdirSync(builtFolder).find((name) => name.startsWith('first-')) ?? ''
    lost.add(first)
    await page.evaluate(() => {
      const { require: real } = window as unknown as { require: (...given: unknown[]) => unknown }
      const poor = (names: string[], give: unknown, fail: (error?: unknown) => void): unknown =>
        real(names, give, () => fail())
      Object.assign(window, { require: poor })
    })
    expect(await start(page)).toMatch(/could not be loaded/)
    lost.clear()
    await page.close()
  })

  it.each(['first', 'last'])(
    'can be asked for again after a file that they share was missing, and came %s',
    async (when) => {
      const page = await openPage()
      const [before, after] = when === 'first' ? ['shared', 'first'] : ['first', 'shared']
      const came = untilCame(page, before)
      await page.route(`**/${after}-*.js`, async (route) => {
        await came
        await route.continue()
      })
      const shared = readdirSync(builtFolder).find((name) => name.startsWith('shared-')) ?? ''
      lost.add(shared)
      expect(await start(page)).toMatch(/Script error/)
      lost.clear()
      await page.unrouteAll({ behavior: 'wait' })
      expect(await start(page)).toMatchObject({ isSame: true, second: true })
      await page.close()
    },
  )

  it('are asked for together with what they need, each once', async () => {
    const page = await openPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url().replace(/^.*\/([a-z]+)-[0-9a-f]{8}\.js$/, '$1')))
    const came = untilCame(page, 'shared')
    await page.route('**/first-*.js', async (route) => {
      // The file that needs the other one comes last: nothing but the loader can have asked for that one.
      await came
      await route.continue()
    })
    expect(await start(page)).toMatchObject({ isSame: true })
    expect(asked.filter((name) => name === 'first' || name === 'shared').sort()).toEqual(['first', 'shared'])
    await page.close()
  })
})
