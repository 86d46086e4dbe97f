import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../tools/findChromium.mjs'
import { namedFunctions } from '../browser/namedFunctions'
import { openLargeCrm } from '../browser/openLargeCrm'
import { paceOf } from '../browser/pace'
import { openList, startRun } from '../browser/steps'
import { formatNumber } from '../formatNumber'
import { type BenchRow, rowOf } from '../row'

const rate = 7
const latencyMs = 300
/** Enough deals for the whole time. */
const sizes = { leads: 800_000, contacts: 20_000, companies: 3000, customers: 2000 }
const hiddenMinutes = 6
const least = 0.9
/** Intensive throttling begins after five minutes; here within the first one (timers then wake once a minute). */
const throttling = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10'
const settings = `rate ${rate}, latency ${latencyMs} ms`

/**
 * A run in a tab that is truly hidden: a Chromium with tabs, another tab brought to the front, and nobody attached to the page meanwhile (a
 * debugger's focus emulation keeps pages visible). A chain of plain page timers beside the run proves how far the browser slowed the tab down.
 */
export const hiddenRows = async (): Promise<readonly BenchRow[]> => {
  const program = findTabbedChromium()
  const names = [
    `allowed rate used in a hidden tab for ${hiddenMinutes} minutes, ${settings}`,
    `the same where the page may not start a worker`,
  ]
  if (program === null)
    return names.map((what) => rowOf(what, '≥ 90 %', 'not measured', null, 'a Chromium with tabs is needed'))
  const rows: BenchRow[] = []
  for (const [place, what] of names.entries()) rows.push(await measure(what, program, place === 0))
  return rows
}

const measure = async (what: string, program: string, mayStartWorker: boolean): Promise<BenchRow> => {
  const crm = await openLargeCrm({ sizes, rate, latencyMs })
  const profile = await mkdtemp(join(tmpdir(), 'sales-analytics-profile-'))
  const { child, address } = await startChromium(program, profile)
  const onExit = (): void => {
    child.kill('SIGKILL')
  }
  process.on('exit', onExit)
  try {
    await withPage(address, async (page) => {
      if (!mayStartWorker) await page.addInitScript('delete window.Worker')
      await openList(page, crm.url)
      await startRun(page)
      await page.evaluate(namedFunctions)
      await page.evaluate(watchTimers)
    })
    await hideFirstTab(address)
    await sleep(5000)
    await crm.clearLog()
    await sleep(hiddenMinutes * 60_000)
    const pace = paceOf(await crm.calls(), rate)
    const { hidden, seen } = await withPage(address, (page) =>
      page.evaluate(readTimers, hiddenMinutes * 60_000),
    )
    const isHidden = seen === 0
    return rowOf(
      what,
      `≥ ${least * 100} %, never more than ${rate} arrivals in any rolling 1 000 ms`,
      `${formatNumber(pace.used * 100, 1)} %, n = ${pace.count}, peak ${pace.peak}`,
      isHidden && pace.used >= least && pace.peak <= rate,
      isHidden
        ? `another tab in front, intensive throttling from the first minute on: of a page timer of 100 ms ${hidden} ticks`
        : 'the tab was not hidden all the time',
    )
  } finally {
    process.off('exit', onExit)
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    await crm.close()
  }
}

/** chromium-headless-shell has no tabs that could hide each other. */
const findTabbedChromium = (): string | null => {
  const found = findChromium({ mayInstall: false })
  const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable']
  if (found !== null && !found.includes('headless-shell')) return found
  return usual.find((path) => existsSync(path)) ?? null
}

const startChromium = async (program: string, profile: string) => {
  const flags = [...chromiumFlags, throttling, '--remote-debugging-port=0', `--user-data-dir=${profile}`]
  const child: ChildProcess = spawn(program, [...flags, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`Chromium ended: ${said}`)))
    child.stderr?.on('data', (text: Buffer) => {
      said += text.toString()
      const found = /ws:\/\/([^/]+)\//.exec(said)
      if (found?.[1] !== undefined) resolve(`http://${found[1]}`)
    })
  })
  return { child, address }
}

/** Attaches to the first tab, works, and lets go of it. */
const withPage = async <T>(address: string, work: (page: Page) => Promise<T>): Promise<T> => {
  const browser = await chromium.connectOverCDP(address)
  try {
    const pages = browser.contexts().flatMap((context) => context.pages())
    const page = pages.find((each) => each.url().startsWith('http')) ?? pages[0]
    if (page === undefined) throw new Error('Chromium has no tab')
    return await work(page)
  } finally {
    await browser.close()
  }
}

const hideFirstTab = async (address: string): Promise<void> => {
  const opened = await fetch(`${address}/json/new?about:blank`, { method: 'PUT' })
  const { id } = (await opened.json()) as { id: string }
  await fetch(`${address}/json/activate/${id}`)
}

interface TimerWindow extends Window {
  benchTicks?: { at: number; isHidden: boolean }[]
}

/** In the page: a chain of timers of 100 ms that notes when it was woken and whether the page was hidden then. */
const watchTimers = (): void => {
  const ticks: { at: number; isHidden: boolean }[] = []
  ;(window as TimerWindow).benchTicks = ticks
  const tick = (): void => {
    ticks.push({ at: performance.now(), isHidden: document.hidden })
    setTimeout(tick, 100)
  }
  tick()
}

/** In the page: ticks of the last `span` ms, of the hidden page and of the page when it was seen. */
const readTimers = (span: number): { hidden: number; seen: number } => {
  const ticks = (window as TimerWindow).benchTicks ?? []
  // The debugger that reads this makes the page visible again: the last second is not counted.
  const until = performance.now() - 1000
  const counted = ticks.filter(({ at }) => at > until - span && at <= until)
  return {
    hidden: counted.filter(({ isHidden }) => isHidden).length,
    seen: counted.filter(({ isHidden }) => !isHidden).length,
  }
}

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
