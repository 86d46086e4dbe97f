import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, CDPSession } from 'playwright-core'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { waitForWidgets } from '../../tests/archive/support/openCrm'
import { openSession } from '../../tests/archive/support/openSession'
import { type LargeCrm, openLargeCrm } from '../browser/openLargeCrm'
import { listPath } from '../browser/steps'
import { formatNumber } from '../formatNumber'
import { median } from '../median'
import { type BenchRow, rowOf } from '../row'

const built = fileURLToPath(new URL('../../dist/widget/', import.meta.url))
const sizes = { leads: 3000, contacts: 1000, companies: 200, customers: 100 }
/** Does nothing on all pages. With it both sides have what the CRM itself loads once a page has a widget, as real accounts do. */
const neighbour = fileURLToPath(new URL('../../tests/fixtures/widgets/install-lasting/', import.meta.url))
const kib = 1024
const mostScript = 25 * kib
/** Pairs of loads, with and without the widget, that fill the browser's caches, and measured ones. */
const warmUps = 4
const pairs = 40

/** Memory enough for no garbage collection within a load: it comes at random and takes more than all that is measured. */
const calmFlags = ['--js-flags=--min-semi-space-size=64 --max-semi-space-size=64 --initial-heap-size=800']

interface Place {
  readonly name: string
  readonly path: string
  /** What stands on the page once the widget has done its work there; null where it has none. */
  readonly sign: string | null
  /** Milliseconds that the browser has for what the page has begun by then. */
  readonly quiet: number
  /** Milliseconds of the main thread; null where the specification has no limit. */
  readonly most: number | null
}

/** What the widget adds to a list, a card and another page: bytes that are loaded, and work of the main thread against the page without it. */
export const weightRows = async (): Promise<readonly BenchRow[]> => {
  const crm = await openLargeCrm({ sizes, rate: 50, latencyMs: 0, widgets: { neighbour } })
  const browser = await openBrowser(calmFlags)
  try {
    const cardId = await firstContact(crm)
    await holdApi(crm)
    const places: readonly Place[] = [
      {
        name: 'a list page',
        path: listPath,
        sign: '.sales-analytics__menu-item',
        // A second after the page was opened an unfinished run is looked for.
        quiet: 1300,
        most: 5,
      },
      {
        name: 'a card, to the first drawing of the panel',
        path: `/contacts/detail/${cardId}`,
        sign: '.sales-analytics__card-panel > *',
        // What reads and counts is loaded 300 ms after the card was opened.
        quiet: 50,
        most: 10,
      },
      {
        name: 'a card, until it asks for its figures',
        path: `/contacts/detail/${cardId}`,
        sign: '.sales-analytics__card-panel > *',
        quiet: 700,
        most: null,
      },
      { name: 'any other page (deals)', path: '/leads/', sign: null, quiet: 700, most: null },
    ]
    const rows = [scriptRow()]
    for (const place of places) rows.push(...(await measurePlace(browser, crm, place)))
    return rows
  } finally {
    await browser.close()
    await crm.close()
  }
}

const scriptRow = (): BenchRow => {
  const size = gzipOf('script.js')
  return rowOf(
    'script.js, what the CRM loads with a list or a card',
    `≤ ${mostScript / kib} KiB gzip, readable`,
    `${formatNumber(size / kib, 1)} KiB`,
    size <= mostScript,
  )
}

const measurePlace = async (browser: Browser, crm: LargeCrm, place: Place): Promise<readonly BenchRow[]> => {
  const tabs = {
    on: await openTab(browser, crm, place),
    off: await openTab(browser, crm, { ...place, sign: null }),
  }
  const took = { on: [] as number[], off: [] as number[] }
  const loaded: (readonly string[])[] = []
  for (let pair = -warmUps; pair < pairs; pair += 1) {
    // One after the other, so that whatever else goes on meets both.
    for (const side of ['off', 'on'] as const) {
      await crm.switchWidget(side === 'on')
      const { ms, files } = await tabs[side].load()
      if (pair < 0) continue
      took[side].push(ms)
      if (side === 'on') loaded.push(files)
    }
  }
  await tabs.on.close()
  await tabs.off.close()
  // As with the times: in a load that other work held up, what is to come later has come already.
  const files = loaded.sort((left, right) => bytesOf(left) - bytesOf(right))[pairs / 2] ?? []
  const ms = median(took.on.map((on, pair) => on - (took.off[pair] ?? Number.NaN)))
  return [
    rowOf(
      `bytes loaded for the widget on ${place.name}`,
      place.sign === null ? 'script.js at most' : '–',
      `${formatNumber(bytesOf(files) / kib, 1)} KiB gzip`,
      place.sign === null ? files.every((file) => file === 'script.js') : null,
      files.join(', ') || 'nothing',
    ),
    rowOf(
      `main thread, added by the widget on ${place.name}`,
      place.most === null ? '–' : `≤ ${place.most} ms`,
      `${formatNumber(ms, 1)} ms`,
      place.most === null ? null : ms <= place.most,
      `processor time of all tasks of the main thread against the same page without the widget (${formatNumber(median(took.off))} ms), median of ${pairs} pairs of loads; another widget that does nothing is on in both; no garbage collection, no web fonts`,
    ),
  ]
}

/** A tab that loads the place again and again. */
const openTab = async (browser: Browser, crm: LargeCrm, { path, sign, quiet }: Place) => {
  const context = await openSession(browser, { viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  // The thread's own time: what other programs take from the machine meanwhile does not count.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  // The page is laid out anew when a font comes, before or after other work: the same with and without the widget, but at random.
  await devtools.send('Network.enable')
  await devtools.send('Network.setBlockedURLs', { urls: ['*/frontend/fonts/*'] })
  let files = new Set<string>()
  page.on('request', (request) => {
    if (request.isNavigationRequest()) files = new Set()
    const file = /\/upl\/sales_analytics\/widget\/([^?]+)/.exec(request.url())?.[1]
    if (file !== undefined) files.add(file)
  })
  return {
    load: async (): Promise<{ ms: number; files: readonly string[] }> => {
      await page.goto(crm.url + path)
      await waitForWidgets(page)
      // The same looking for something with and without the widget: it is done in the page's own thread.
      await page
        .locator(sign ?? 'body')
        .first()
        .waitFor({ state: 'attached' })
      await page.waitForTimeout(quiet)
      return { ms: await busyOf(devtools), files: [...files] }
    },
    close: () => context.close(),
  }
}

/**
 * Milliseconds of the main thread's tasks since the page was gone to, without what the measuring itself asks of it: each document counts
 * anew.
 */
const busyOf = async (devtools: CDPSession): Promise<number> => {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const secondsOf = (wanted: string): number =>
    metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
  return (secondsOf('TaskDuration') - secondsOf('DevToolsCommandDuration')) * 1000
}

/**
 * The API is never answered: what comes after the first drawing is not measured. The CRM itself holds the calls, since a browser that is asked
 * to hold them spends time of the page on each of its requests.
 */
const holdApi = async ({ url }: LargeCrm): Promise<void> => {
  const body = JSON.stringify({ rules: [{ path: '/api/v4/', delayMs: 600_000 }] })
  await fetch(`${url}/__host/faults`, { method: 'PUT', body })
}

const bytesOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + gzipOf(file), 0)

const gzipOf = (file: string): number => gzipSync(readFileSync(built + file)).length

const firstContact = async ({ url }: LargeCrm): Promise<number> => {
  const answer = await fetch(`${url}/api/v4/contacts?limit=1&with=leads`, {
    headers: { Cookie: 'session_id=bench' },
  })
  const { _embedded: embedded } = (await answer.json()) as { _embedded: { contacts: { id: number }[] } }
  return embedded.contacts[0]?.id ?? Number.NaN
}
