import { performance } from 'node:perf_hooks'
import type { BrowserContext, Page } from 'playwright-core'
import { createRandom } from '../../host/seeds/createRandom'
import { begin, decide, openRun, runWindow } from '../archive/support/runSteps'
import { type KillableCrm, openKillableCrm } from './openKillableCrm'
import { followRun, phaseOf, type RunPhase } from './runPhase'

type Phase = Exclude<RunPhase, 'report'>
type Way = 'close' | 'crash' | 'reload'

export interface KillsResult {
  readonly seconds: number
  readonly kills: Readonly<Record<Phase, number>>
  readonly ways: Readonly<Record<Way, number>>
  readonly runs: readonly RunResult[]
}

interface RunResult {
  readonly rate: number
  readonly kills: number
  readonly seconds: number
  readonly differences: number
  readonly cards: number
  /** Cards that were sent more than once: their batch was on its way when the tab died. */
  readonly cardsSentAgain: number
  readonly mostSends: number
  readonly killsInWriting: number
  readonly listPages: number
  readonly fewestListPages: number
  readonly peakPerSecond: number
}

const size = { leads: 30_000, contacts: 20_000, companies: 2000, customers: 500 }
const plan: readonly Phase[] = ['reading', 'reading', 'preview', 'writing', 'writing', 'writing']
const rates = [50, 20, 7, 50, 20, 50]
const latencyMs = [100, 300] as const
const ways: readonly Way[] = ['close', 'crash', 'reload']
/** Milliseconds after which a run that does not end is a failure. */
const longestRun = 6 * 60_000

const random = createRandom(Date.now() % 1_000_000)
const between = (from: number, to: number): number => from + random.fraction() * (to - from)

/** Kills the tab of runs over a large account in every phase, resumes each time, and judges what is left. */
export const runKills = async (say: (line: string) => void): Promise<KillsResult> => {
  const startedAt = performance.now()
  const kills = { reading: 0, preview: 0, writing: 0 }
  const usedWays = { close: 0, crash: 0, reload: 0 }
  const runs: RunResult[] = []
  for (const [number, rate] of rates.entries()) {
    const crm = await openKillableCrm({ size, rate, latencyMs })
    const runStartedAt = performance.now()
    try {
      const profile = await crm.newProfile()
      const before = kills.writing
      const total = sumOf(kills)
      const choice = number % 2 === 0 ? 'changed' : 'all'
      await runWithKills(crm, profile, { rate, choice, number }, (phase, way) => {
        kills[phase] += 1
        usedWays[way] += 1
        say(`run ${number + 1}, rate ${rate}: ${way} while ${phase} (${sumOf(kills)})`)
      })
      const result: RunResult = {
        rate,
        kills: sumOf(kills) - total,
        seconds: (performance.now() - runStartedAt) / 1000,
        differences: crm.differences(),
        cards: crm.timesSent.size,
        cardsSentAgain: [...crm.timesSent.values()].filter((times) => times > 1).length,
        mostSends: Math.max(...crm.timesSent.values()),
        killsInWriting: kills.writing - before,
        listPages: crm.listPages(),
        fewestListPages: Object.values(size).reduce((sum, count) => sum + Math.ceil(count / 250), 0),
        peakPerSecond: crm.peakPerSecond(),
      }
      say(JSON.stringify(result))
      runs.push(result)
    } finally {
      await crm.close()
    }
  }
  return { seconds: (performance.now() - startedAt) / 1000, kills, ways: usedWays, runs }
}

/** Whether all cards are right, and no card was sent more often than the deaths of its tabs explain. */
export const isGoodEnd = ({ kills, runs }: KillsResult): boolean =>
  sumOf(kills) >= 30 &&
  Object.values(kills).every((count) => count > 0) &&
  runs.every(
    (run) =>
      run.differences === 0 &&
      run.cards === size.contacts + size.companies &&
      run.mostSends <= 1 + run.killsInWriting &&
      run.cardsSentAgain <= 250 * run.killsInWriting &&
      // Browser, CRM and this judge share the machine: one arrival may be late, and the next one beside it in time.
      run.peakPerSecond <= run.rate + 1,
  )

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

const runWithKills = async (
  crm: KillableCrm,
  profile: BrowserContext,
  {
    rate,
    choice,
    number: run,
  }: { readonly rate: number; readonly choice: 'changed' | 'all'; readonly number: number },
  onKill: (phase: Phase, way: Way) => void,
): Promise<void> => {
  let page = await profile.newPage()
  await crm.show(page)
  await begin(await openRun(page))
  for (const [number, phase] of plan.entries()) {
    const reached = await reach(page, phase, choice)
    if (reached === 'report') break
    await page.waitForTimeout(
      between(50, phase === 'preview' ? 1500 : reached === 'reading' ? 90_000 / rate : 5000),
    )
    const actual = await phaseOf(page)
    if (actual === 'report' || actual === null) break
    const way = ways[(number + run) % ways.length] ?? 'close'
    onKill(actual, way)
    page = await kill(crm, profile, page, way)
  }
  await reach(page, 'report', choice)
}

const order: readonly RunPhase[] = ['reading', 'preview', 'writing', 'report']

/** Lets the run go on until it has come to this phase or a later one, which is given. */
const reach = (page: Page, wanted: RunPhase, choice: 'changed' | 'all'): Promise<RunPhase> =>
  followRun(page, {
    isWanted: (phase) => order.indexOf(phase) >= order.indexOf(wanted),
    longest: longestRun,
    async help(phase) {
      if (phase === 'preview') {
        const unfold = page.getByRole('button', { name: 'Развернуть' })
        if ((await unfold.count()) > 0) await unfold.click()
        await decide(runWindow(page), choice)
      }
      const goOn = page.getByRole('button', { name: 'Продолжить', exact: true })
      if ((await goOn.count()) > 0) await goOn.click()
    },
  })

/** Ends the tab without a word and opens the next one, where the run goes on. */
const kill = async (crm: KillableCrm, profile: BrowserContext, page: Page, way: Way): Promise<Page> => {
  if (way === 'reload') {
    page.removeAllListeners('dialog')
    page.on('dialog', (question) => void question.accept())
    await page.reload()
    await goOnIn(page)
    return page
  }
  if (way === 'crash') {
    const crashed = page.waitForEvent('crash')
    const session = await profile.newCDPSession(page)
    session.send('Page.crash').catch(() => undefined)
    await crashed
  }
  const next = await profile.newPage()
  await page.close()
  await crm.show(next)
  await goOnIn(next)
  return next
}

/** A reloaded tab goes on by itself; in another one the offer is taken. */
const goOnIn = async (page: Page): Promise<void> => {
  const offer = page.getByRole('button', { name: 'Продолжить пересчёт' })
  const indicator = page.getByRole('region', { name: 'Заполнение полей', exact: true })
  await offer.or(indicator).first().waitFor()
  if ((await offer.count()) > 0) await offer.click()
}
