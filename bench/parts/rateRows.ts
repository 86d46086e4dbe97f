import type { Browser, Page } from 'playwright-core'
import { createLargeAccount } from '../../host/seeds/createLargeAccount'
import { waitForWidgets } from '../../tests/archive/support/openCrm'
import { openSession } from '../../tests/archive/support/openSession'
import { decide } from '../../tests/archive/support/runSteps'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { type LargeCrm, openLargeCrm } from '../browser/openLargeCrm'
import { type Pace, paceOf } from '../browser/pace'
import { goTo, openList, startRun, untilPreview, untilReport } from '../browser/steps'
import { formatNumber } from '../formatNumber'
import { budgetOf, freshnessPages, type Sizes } from '../requestBudget'
import { type BenchRow, rowOf } from '../row'

const sizes: Sizes = { leads: 50_000, contacts: 20_000, companies: 3000, customers: 2000 }
const least = { used: 0.95, count: 200 }

/** The built widget in a real Chromium against the local CRM: how much of the allowed rate a run uses, and that it never uses more. */
export const rateRows = async (): Promise<readonly BenchRow[]> => {
  const browser = await openBrowser()
  try {
    const rows: BenchRow[] = []
    for (const [rate, latencyMs] of [
      [7, 300],
      [7, 800],
      [5, 300],
    ] as const)
      rows.push(...(await measure(browser, rate, latencyMs)))
    for (const [latencyMs, isReloading] of [
      [300, true],
      [300, false],
      [800, false],
    ] as const)
      rows.push(await measureTwoTabs(browser, { rate: 7, latencyMs, isReloading }))
    return rows
  } finally {
    await browser.close()
  }
}

/** Reading alone; at the first pace the whole run with its writes, whose requests are counted too. */
const measure = async (browser: Browser, rate: number, latencyMs: number): Promise<readonly BenchRow[]> => {
  const crm = await openLargeCrm({ sizes, rate, latencyMs })
  const page = await openPage(browser)
  try {
    await openList(page, crm.url)
    const dialog = await startRun(page)
    await untilPreview(dialog, 5)
    const pace = paceOf(await crm.calls(), rate)
    const rows = [
      rowOf(
        `allowed rate used while reading, rate ${rate}, latency ${latencyMs} ms`,
        `≥ ${least.used * 100} %, n ≥ ${least.count}`,
        `${formatNumber(pace.used * 100, 1)} %, n = ${pace.count}`,
        pace.used >= least.used && pace.count >= least.count,
        'Chromium, arrivals in the log of the local CRM',
      ),
    ]
    const isWhole = rate === 7 && latencyMs === 300
    if (isWhole) {
      await decide(dialog, 'changed')
      await untilReport(dialog, 5)
    }
    const calls = await crm.calls()
    rows.push(peakRow(`rate ${rate}, latency ${latencyMs} ms`, paceOf(calls, rate), rate))
    if (isWhole) rows.push(await requestRow(crm, { rate, latencyMs }))
    return rows
  } finally {
    await page.context().close()
    await crm.close()
  }
}

const requestRow = async (crm: LargeCrm, pace: { rate: number; latencyMs: number }): Promise<BenchRow> => {
  const calls = await crm.calls()
  const freshness = freshnessPages(
    calls.map(({ method, path }) => `${method} ${path}`),
    sizes,
  )
  const budget = budgetOf(sizes, sizes, pace)
  const seconds = ((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 1000
  return rowOf(
    `requests of a full recalculation in Chromium, rate ${pace.rate}, latency ${pace.latencyMs} ms`,
    `≤ ${budget} by the formula`,
    `${calls.length - freshness}`,
    calls.length - freshness <= budget,
    `all ${formatNumber(sizes.contacts + sizes.companies)} cards written; ${freshness} requests of the freshness passes counted apart; ${formatNumber(seconds)} s from the first request to the last`,
  )
}

interface TwoTabs {
  readonly rate: number
  readonly latencyMs: number
  /** Each card in a page of its own, which ends the one before; else in the one page, as users of the CRM do. */
  readonly isReloading: boolean
}

/** A run in one tab while another one opens cards all the time. */
const measureTwoTabs = async (
  browser: Browser,
  { rate, latencyMs, isReloading }: TwoTabs,
): Promise<BenchRow> => {
  const crm = await openLargeCrm({ sizes, rate, latencyMs })
  const page = await openPage(browser)
  const { contacts } = createLargeAccount({ seed: 1, ...sizes }).sources
  try {
    await openList(page, crm.url)
    const dialog = await startRun(page)
    const other = await page.context().newPage()
    let cards = 0
    const reading = { isDone: false }
    const preview = untilPreview(dialog, 5).finally(() => {
      reading.isDone = true
    })
    while (!reading.isDone) {
      cards += 1
      const path = `/contacts/detail/${contacts?.idAt(cards)}`
      if (isReloading || cards === 1) {
        await other.goto(crm.url + path)
        await waitForWidgets(other)
      } else await goTo(other, path)
      await other.waitForTimeout(1500)
    }
    await preview
    const pace = paceOf(await crm.calls(), rate)
    const how = isReloading ? 'one after another' : 'in one page'
    const latency = latencyMs === 300 ? '' : `, latency ${latencyMs} ms`
    return peakRow(`two tabs together: a run, and ${cards} cards opened ${how}${latency}`, pace, rate)
  } finally {
    await page.context().close()
    await crm.close()
  }
}

const peakRow = (what: string, { peak, rejected, used }: Pace, rate: number): BenchRow =>
  rowOf(
    `most arrivals in any rolling 1 000 ms, ${what}`,
    `≤ ${rate}`,
    `${peak}`,
    peak <= rate && rejected === 0,
    `${rejected} refused with 429; ${formatNumber(used * 100, 1)} % of the rate used`,
  )

const openPage = async (browser: Browser): Promise<Page> => {
  const context = await openSession(browser, { viewport: { width: 1280, height: 800 } })
  return context.newPage()
}
