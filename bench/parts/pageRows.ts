import type { CDPSession, Page } from 'playwright-core'
import { openSession } from '../../tests/archive/support/openSession'
import { decide } from '../../tests/archive/support/runSteps'
import { openBrowser } from '../../tools/openBrowser.mjs'
import { namedFunctions } from '../browser/namedFunctions'
import { type LargeCrm, openLargeCrm } from '../browser/openLargeCrm'
import { goTo, listPath, openList, startRun, untilPreview, untilReport } from '../browser/steps'
import { formatNumber } from '../formatNumber'
import { type BenchRow, rowOf } from '../row'

const pageSizes = { leads: 1_000_000, contacts: 300_000, companies: 100_000, customers: 20_000 }
const rate = 50
const mostMegabytes = 400
const longMs = 50
/** Pages that the user visits while the run goes on. */
const walk = ['/contacts/list/companies/', listPath, '/leads/', listPath]
const walks = 3
/** Into the writing, when the memory is looked at. */
const writingMs = 15_000

interface LongTask {
  readonly start: number
  readonly duration: number
  /** What ran in it longest, as the browser tells: how it was called and how long; empty where no script did, as in a layout or a collection. */
  readonly cause: string
}

/** Memory and long tasks of the tab with a run of a million deals, against the same page and the same walk without the widget. */
export const pageRows = async (): Promise<readonly BenchRow[]> => {
  const crm = await openLargeCrm({ sizes: pageSizes, rate, latencyMs: 0 })
  const browser = await openBrowser()
  try {
    await crm.switchWidget(false)
    const bare = await measureBare(await openPage(browser), crm)
    await crm.switchWidget(true)
    const run = await measureRun(await openPage(browser), crm)
    return [memoryRow(bare.megabytes, run), ...taskRows(bare.tasks, run)]
  } finally {
    await browser.close()
    await crm.close()
  }
}

type OpenedPage = Awaited<ReturnType<typeof openPage>>

const measureBare = async ({ page, devtools }: OpenedPage, crm: LargeCrm) => {
  await openList(page, crm.url)
  await takeTasks(page)
  for (let turn = 0; turn < walks; turn += 1) await walkThrough(page)
  await page.waitForTimeout(3000)
  const tasks = await takeTasks(page)
  const megabytes = await heapOf(devtools)
  await page.context().close()
  return { tasks, megabytes }
}

const measureRun = async ({ page, devtools }: OpenedPage, crm: LargeCrm) => {
  await openList(page, crm.url)
  await takeTasks(page)
  const dialog = await startRun(page)
  await dialog.getByRole('button', { name: 'Свернуть' }).click()
  await takeTasks(page)
  const startedAt = performance.now()
  for (let turn = 0; turn < walks; turn += 1) await walkThrough(page)
  const walked = await takeTasks(page)
  await page.getByRole('button', { name: 'Развернуть' }).click()
  await untilPreview(dialog, 15)
  await page.waitForTimeout(3000)
  const readSeconds = (performance.now() - startedAt) / 1000
  const read = await takeTasks(page)
  const megabytes = await heapOf(devtools)
  await takeTasks(page)
  await decide(dialog, 'changed')
  await page.waitForTimeout(writingMs)
  const begun = await takeTasks(page)
  const writingMegabytes = await heapOf(devtools)
  // A collection that was asked for is no task of the widget.
  await takeTasks(page)
  await untilReport(dialog, 15)
  await page.waitForTimeout(3000)
  const written = [...begun, ...(await takeTasks(page))]
  await page.context().close()
  return { walked, read, written, megabytes, writingMegabytes, readSeconds }
}

type RunMeasure = Awaited<ReturnType<typeof measureRun>>

const memoryRow = (bare: number, { megabytes, writingMegabytes, readSeconds }: RunMeasure): BenchRow => {
  const above = Math.max(megabytes, writingMegabytes) - bare
  return rowOf(
    'memory of the tab, 1 000 000 deals, 300 000 contacts, 100 000 companies',
    `≤ ${mostMegabytes} MB above the same page without the widget`,
    `${formatNumber(above)} MB above`,
    above <= mostMegabytes,
    `heap, embedder and array buffers after a collection: ${formatNumber(bare)} MB without the widget, ${formatNumber(megabytes)} MB at the preview, ${formatNumber(writingMegabytes)} MB while writing; read and planned in ${formatNumber(readSeconds)} s at rate ${rate}`,
  )
}

const taskRows = (bare: readonly LongTask[], { walked, read, written }: RunMeasure): readonly BenchRow[] => {
  const longest = (tasks: readonly LongTask[]): number =>
    Math.max(0, ...tasks.map(({ duration }) => duration))
  const told = (tasks: readonly LongTask[]): string =>
    tasks.length === 0 ? 'none' : `${tasks.length}, the longest ${formatNumber(longest(tasks))} ms`
  const causes = (tasks: readonly LongTask[]): string =>
    tasks.map(({ duration, cause }) => `; ${formatNumber(duration)} ms: ${cause || 'no script'}`).join('')
  const limit = `no task over ${longMs} ms that is absent without the widget`
  const isSame = walked.length <= bare.length && longest(walked) <= Math.max(longMs, longest(bare) * 1.2)
  return [
    rowOf(
      `long tasks while reading, user walks through ${walks * walk.length} pages`,
      limit,
      `${told(walked)} with the widget; ${told(bare)} without`,
      isSame,
      `the same walk both times; longer by up to a fifth counts as the same task${causes(walked)}`,
    ),
    rowOf(
      'long tasks while reading and planning, user waits for the preview',
      limit,
      told(read),
      read.length === 0,
      `without the widget an idle page has none${causes(read)}`,
    ),
    rowOf(
      'long tasks while 400 000 cards are written, to the report',
      limit,
      told(written),
      written.length === 0,
      `without the widget an idle page has none${causes(written)}`,
    ),
  ]
}

const walkThrough = async (page: Page): Promise<void> => {
  for (const path of walk) {
    await goTo(page, path)
    await page.waitForTimeout(1500)
  }
}

const openPage = async (browser: Awaited<ReturnType<typeof openBrowser>>) => {
  const context = await openSession(browser, { viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(namedFunctions)
  await page.addInitScript(watchTasks)
  const devtools = await context.newCDPSession(page)
  return { page, devtools }
}

interface Frame {
  readonly startTime: number
  readonly duration: number
  readonly scripts: readonly { readonly invoker: string; readonly duration: number }[]
}

/** In the page, before its own scripts: keeps all tasks over 50 ms, and the frames that tell what ran in them. */
const watchTasks = (): void => {
  const tasks: { start: number; duration: number }[] = []
  const frames: Frame[] = []
  Object.assign(window, { benchTasks: tasks, benchFrames: frames })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration })
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration, scripts } of list.getEntries() as unknown as Frame[])
      frames.push({
        startTime,
        duration,
        scripts: scripts.map((script) => ({ invoker: script.invoker, duration: script.duration })),
      })
  }).observe({ type: 'long-animation-frame', buffered: true })
}

/** Long tasks since the last call. */
const takeTasks = async (page: Page): Promise<readonly LongTask[]> => {
  // The observer tells about a task only after it.
  await page.waitForTimeout(500)
  const { tasks, frames } = await page.evaluate(() => {
    const kept = window as unknown as { benchTasks: Omit<LongTask, 'cause'>[]; benchFrames: Frame[] }
    return { tasks: kept.benchTasks.splice(0), frames: kept.benchFrames.splice(0) }
  })
  return tasks.map((task) => ({ ...task, cause: causeOf(task, frames) }))
}

const causeOf = ({ start, duration }: Omit<LongTask, 'cause'>, frames: readonly Frame[]): string => {
  const frame = frames.find(
    (each) => each.startTime < start + duration && each.startTime + each.duration > start,
  )
  const [longest] = [...(frame?.scripts ?? [])].sort((one, other) => other.duration - one.duration)
  return longest === undefined ? '' : `${longest.invoker} ${formatNumber(longest.duration)} ms`
}

/** Megabytes in use after a collection: JavaScript's heap, what the embedder keeps, and array buffers. */
const heapOf = async (devtools: CDPSession): Promise<number> => {
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.collectGarbage')
  const usage = (await devtools.send('Runtime.getHeapUsage')) as {
    usedSize: number
    embedderHeapUsedSize?: number
    backingStorageSize?: number
  }
  return (usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0)) / 2 ** 20
}
