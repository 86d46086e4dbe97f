import { performance } from 'node:perf_hooks'

import { type AppOptions, createApp } from '../../host/createApp'
import { createRandom } from '../../host/seeds/createRandom'
import { createLargeAccount } from '../../host/seeds/createLargeAccount'
import { createBrowserClock } from '../../widget/api/createBrowserClock'
import { addListCalls } from '../../widget/api/addListCalls'
import { createCrmClient } from '../../widget/api/createCrmClient'
import { createLocalLock } from '../../widget/api/createLocalLock'
import { freeRunLock } from '../jobs/support/aRunLock'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { createFreshCards } from '../../widget/jobs/createFreshCards'
import type { RunReport, RunState } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import type { Settings } from '../../widget/settings/settings'
import { fieldNames } from '../../widget/texts/fieldNames'
import { createAppAdapter, origin, type SentRequest } from '../jobs/support/createAppAdapter'
import { aUser } from '../jobs/support/createWorld'
import { noStores } from '../jobs/support/noStores'
import { readAccount } from '../jobs/support/readAccount'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { createRandomFaults } from './createRandomFaults'

export interface SoakOptions {
  readonly leads: number
  readonly contacts: number
  readonly companies: number
  readonly customers: number
  readonly latencyMs: number
  /** Requests a second, of the run and of the local CRM's limit alike. */
  readonly rate: number
  readonly settings?: Partial<Settings>
  /** Random faults that this number decides; none without it. */
  readonly faultSeed?: number
  /** Changes that the CRM's users make meanwhile (`POST /__host/changes`), by the ids of the account's records. */
  readonly changes?: (idAt: (entity: SoakEntity, index: number) => number) => readonly object[]
}

export type SoakEntity = 'leads' | 'contacts' | 'companies' | 'customers'

export interface SoakResult {
  readonly seconds: number
  readonly requests: number
  /** Pages that bring changed records and events; the budget leaves them out. */
  readonly freshnessPages: number
  readonly budget: number
  readonly rejected: number
  readonly peakPerSecond: number
  /** Of the allowed rate, while the lists were read. */
  readonly rateUsed: number
  readonly written: number
  readonly failed: number
  readonly pauses: number
  /** Cards and fields that differ from the brute force. */
  readonly differences: number
  readonly heapMiB: number
}

/** A whole recalculation of a large account in real time, judged by a brute force over the account that is left. */
export const runSoak = async (options: SoakOptions): Promise<SoakResult> => {
  const { file, sources } = createLargeAccount({ seed: 1, ...options })
  const appOptions: AppOptions = { account: file, sources, latencyMs: options.latencyMs, rate: options.rate }
  const host = createApp(appOptions)
  const control = (method: string, path: string, body: object) =>
    host.app.fetch(
      new Request(`${origin}/__host/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    )
  const { faultSeed, latencyMs, rate } = options
  const changes = options.changes?.((entity, index) => sources[entity]?.idAt(index) ?? 0) ?? []
  const hasFaults = faultSeed !== undefined
  await control('PUT', 'faults', { rules: hasFaults ? [{}] : [], latencyMs, ratePerSecond: rate })
  if (hasFaults) {
    const faults = createRandomFaults(createRandom(faultSeed))
    host.context.faults.ruleFor = (target) => faults.ruleFor(target)
  }
  const accepted = await control('POST', 'changes', changes)
  if (!accepted.ok) throw new Error(await accepted.text())

  const sent: (SentRequest & { readonly at: number })[] = []
  const settings: Settings = {
    ...defaultSettings,
    preview: 'skip',
    write: 'changed',
    rate,
    ...options.settings,
  }
  const started = performance.now()
  const { report, pauses } = await runOnce(host, settings, (request) =>
    sent.push({ ...request, at: performance.now() }),
  )
  const seconds = (performance.now() - started) / 1000
  const heapMiB = process.memoryUsage().heapUsed / 2 ** 20
  const summary = host.context.requests.summary()
  const pages = (records: number): number => Math.ceil(records / 250)
  const cards = pages(options.contacts) + pages(options.companies)
  // Pages in flight where a source ended, for each of the four sources.
  const overshoot = 4 * Math.ceil((rate * latencyMs) / 1000)
  const isFreshness = ({ path }: SentRequest) => /order\[updated_at\]|\/events\?/.test(path)
  const customersAgain =
    sent.filter(({ path }) => path.includes('/customers?')).length - pages(options.customers)
  return {
    seconds,
    requests: report.requests,
    freshnessPages: sent.filter(isFreshness).length + Math.max(0, customersAgain),
    budget: pages(options.leads) + pages(options.customers) + 2 * cards + 24 + overshoot,
    rejected: summary.rejected,
    peakPerSecond: summary.peakPerSecond,
    rateUsed: rateUsedIn(readingTimes(sent), rate),
    written: report.changed + report.firstTime + report.stamped,
    failed: report.failed.length,
    pauses,
    differences: diffAccountFields(readAccount(host), options.settings).length,
    heapMiB,
  }
}

const runOnce = async (
  host: ReturnType<typeof createApp>,
  settings: Settings,
  onSent: (request: SentRequest) => void,
): Promise<{ report: RunReport; pauses: number }> => {
  const clock = createBrowserClock({
    now: () => performance.now(),
    startTimer: (callback, delay) => setTimeout(callback, delay) as unknown as number,
    stopTimer: (timer) => clearTimeout(timer),
    makeWorker: () => null,
  })
  const client = addListCalls(
    createCrmClient({
      clock,
      lock: createLocalLock(),
      accountId: 31000100,
      random: Math.random,
      rate: settings.rate,
      adapter: createAppAdapter(host, onSent),
    }),
  )
  const run = createBulkRun({
    client,
    clock: { ...clock, time: () => host.context.clock.now() as UnixSeconds },
    lock: freeRunLock,
    lastRuns: { read: () => Promise.resolve(null), save: () => Promise.resolve(), isLasting: () => true },
    ...noStores(),
    freshCards: createFreshCards(),
    settings: () => ({ ok: true, settings }),
    user: () => aUser(),
    fieldNames: (account) => fieldNames('ru', account.currency),
    findColumns: async () => 'shown' as const,
  })
  let pauses = 0
  return new Promise((resolve, reject) => {
    run.subscribe((state: RunState) => {
      if (state.phase === 'report') resolve({ report: state.report, pauses })
      if (state.phase === 'failed') reject(new Error(JSON.stringify(state.failure)))
      if (state.phase !== 'paused') return
      pauses += 1
      setTimeout(() => run.resume(), 100)
    })
    run.start({ entities: ['contacts', 'companies'] })
  })
}

/** When the requests were sent between the first page of a list and the last. */
const readingTimes = (sent: readonly (SentRequest & { readonly at: number })[]): readonly number[] => {
  const isListPage = ({ path }: SentRequest): boolean => path.includes('order[id]=asc')
  const lastPage = sent.reduce((last, request, position) => (isListPage(request) ? position : last), -1)
  return sent.slice(sent.findIndex(isListPage), lastPage + 1).map(({ at }) => at)
}

const rateUsedIn = (times: readonly number[], rate: number): number => {
  const first = times[0] ?? 0
  const last = times.at(-1) ?? 0
  return (times.length - 1) / ((last - first) / 1000) / rate
}
