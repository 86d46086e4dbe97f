import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, CDPSession, Page } from 'playwright-core'
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
const kib = 1024
const mostScript = 25 * kib
/** Loads of a page that fill the browser's caches before it is measured, and measured ones: so many pairs, each of so many loads. */
const warmUps = 3
const pairs = 5
const loadsEach = 4

interface Place {
  readonly name: string
  readonly path: string
  /** What stands on the page once the widget has done its work there; null where it has none. */
  readonly sign: string | null
  /** Milliseconds of the main thread; null where the specification has no limit. */
  readonly most: number | null
}

/** What the widget adds to a list, a card and another page: bytes that are loaded, and work of the main thread against the page without it. */
export const weightRows = async (): Promise<readonly BenchRow[]> => {
  const crm = await openLargeCrm({ sizes, rate: 50, latencyMs: 0 })
  const browser = await openBrowser()
  try {
    const cardId = await firstContact(crm)
    await holdApi(crm)
    const places: readonly Place[] = [
      { name: 'a list page', path: listPath, sign: '.sales-analytics__menu-item', most: 5 },
      {
        name: 'a card, to the first drawing of the panel',
        path: `/contacts/detail/${cardId}`,
        sign: '.sales-analytics__card-panel > *',
        most: 10,
      },
      { name: 'any other page (deals)', path: '/leads/', sign: null, most: null },
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
  const withIt = await openTab(browser, crm, place)
  const without = await openTab(browser, crm, { ...place, sign: null })
  const added: number[] = []
  const bare: number[] = []
  for (let turn = 0; turn <= pairs; turn += 1) {
    const took = { on: 0, off: 0 }
    const loads = turn === 0 ? warmUps : loadsEach
    // In turns, so that noise meets both.
    await crm.switchWidget(false)
    for (let load = 0; load < loads; load += 1) took.off += await without.load()
    await crm.switchWidget(true)
    for (let load = 0; load < loads; load += 1) took.on += await withIt.load()
    if (turn === 0) continue
    added.push((took.on - took.off) / loads)
    bare.push(took.off / loads)
  }
  const files = [...withIt.files]
  await withIt.page.context().close()
  await without.page.context().close()
  const bytes = files.reduce((sum, file) => sum + gzipOf(file), 0)
  const ms = median(added)
  return [
    rowOf(
      `bytes loaded for the widget on ${place.name}`,
      place.sign === null ? 'script.js at most' : '–',
      `${formatNumber(bytes / kib, 1)} KiB gzip`,
      place.sign === null ? files.every((file) => file === 'script.js') : null,
      files.join(', ') || 'nothing',
    ),
    rowOf(
      `main thread, added by the widget on ${place.name}`,
      place.most === null ? '–' : `≤ ${place.most} ms`,
      `${formatNumber(ms, 1)} ms`,
      place.most === null ? null : ms <= place.most,
      `processor time of all tasks of the main thread against the same page without the widget (${formatNumber(median(bare))} ms), median of ${pairs} pairs of ${loadsEach} loads each, ${added.map((one) => formatNumber(one, 1)).join(', ')} ms`,
    ),
  ]
}

/** A tab that loads the place again and again; its caches are warm. */
const openTab = async (browser: Browser, crm: LargeCrm, { path, sign }: Place) => {
  const context = await openSession(browser, { viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  // The thread's own time: what other programs take from the machine meanwhile does not count.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const files = new Set<string>()
  page.on('request', (request) => {
    const file = /\/widget\/([^?]+)/.exec(request.url())?.[1]
    if (file !== undefined && new URL(request.url()).pathname.startsWith('/upl/')) files.add(file)
  })
  return {
    page,
    files,
    load: async (): Promise<number> => {
      await page.goto(crm.url + path)
      await waitForWidgets(page)
      // The same looking for something with and without the widget: it is done in the page's own thread.
      await page
        .locator(sign ?? 'body')
        .first()
        .waitFor({ state: 'attached' })
      await untilQuiet(page)
      return busyOf(devtools)
    },
  }
}

/** Until the browser has had time for everything that the page has begun. */
const untilQuiet = (page: Page): Promise<void> => page.waitForTimeout(700)

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

const gzipOf = (file: string): number => gzipSync(readFileSync(built + file)).length

const firstContact = async ({ url }: LargeCrm): Promise<number> => {
  const answer = await fetch(`${url}/api/v4/contacts?limit=1&with=leads`, {
    headers: { Cookie: 'session_id=bench' },
  })
  const { _embedded: embedded } = (await answer.json()) as { _embedded: { contacts: { id: number }[] } }
  return embedded.contacts[0]?.id ?? Number.NaN
}
