import type { AccountFile } from '../../../host/account/accountFile'
import type { DATE_HEADERS } from '../../../host/api/faultRules'
import { type AppOptions, createApp, type HostApp } from '../../../host/createApp'
import { addListCalls } from '../../../widget/api/addListCalls'
import { createCrmClient } from '../../../widget/api/createCrmClient'
import { createLocalLock } from '../../../widget/api/createLocalLock'
import { createServerTime } from '../../../widget/api/createServerTime'
import type { BulkRunDeps } from '../../../widget/jobs/bulkRunDeps'
import { createFreshCards } from '../../../widget/jobs/createFreshCards'
import type { JobClock } from '../../../widget/jobs/jobClock'
import type { UnixSeconds } from '../../../widget/records/brands'
import type { CurrentUser } from '../../../widget/records/user'
import { defaultSettings } from '../../../widget/settings/defaultSettings'
import type { Settings } from '../../../widget/settings/settings'
import type { LastRun, LastRuns } from '../../../widget/store/lastRuns'
import { fieldNames } from '../../../widget/texts/fieldNames'
import type { WireAccountFile } from '../../oracle/accountWire'
import { aRunLock } from './aRunLock'
import { createAppAdapter, origin, type SentRequest } from './createAppAdapter'
import { createJumpingClock } from './createJumpingClock'
import { noStores } from './noStores'
import { readAccount } from './readAccount'

export const allRights = { view: 'A', edit: 'A', export: 'A' } as const

/** An admin; give what differs. */
export const aUser = (given: Partial<CurrentUser> = {}): CurrentUser => ({
  id: 8_800_001,
  name: 'Администратор',
  isAdmin: true,
  isFree: false,
  groupId: 0,
  rights: { leads: allRights, contacts: allRights, companies: allRights },
  hasHiddenStages: false,
  ...given,
})

/** 01.06.2026 12:00 in Moscow. */
export const worldNow = 1_780_304_400 as UnixSeconds

type DateHeader = (typeof DATE_HEADERS)[number]

export interface WorldOptions extends Omit<AppOptions, 'account'> {
  readonly account: AccountFile
  readonly settings?: Partial<Settings>
  readonly user?: CurrentUser
  readonly hostAddsColumns?: boolean | null
  /** How the CRM's answers bear its time, from the first one on. */
  readonly dateHeader?: DateHeader
  /** The CRM of another world: this one is a second computer over it. */
  readonly host?: HostApp
  /** Awaited before a request goes out. */
  readonly beforeSend?: (request: SentRequest) => Promise<void>
}

/** The local CRM, a client that reaches it through `app.fetch`, and everything that jobs work with. */
export const createWorld = (options: WorldOptions) => {
  const { account, settings = {}, user = aUser(), hostAddsColumns = true, dateHeader, ...rest } = options
  const { beforeSend, host: sharedHost, ...hostOptions } = rest
  const host = sharedHost ?? createApp({ now: worldNow, rate: 1000, ...hostOptions, account })
  if (dateHeader !== undefined) host.context.faults.replace({ dateHeader, ratePerSecond: 1000 })
  const clock = createJumpingClock()
  const { context } = host
  /** The CRM's clock goes as ours does, until it is set. */
  let shown = context.clock.now()
  let ahead = shown - clock.now() / 1000
  const followClock = (): void => {
    if (context.clock.now() !== shown) ahead += context.clock.now() - shown
    shown = Math.floor(ahead + clock.now() / 1000)
    context.clock.set(shown)
  }
  const serverTime = createServerTime(() => clock.now())
  const requests: SentRequest[] = []

  const adapter = createAppAdapter(
    host,
    (request) => {
      requests.push(request)
      followClock()
      clock.requestSent()
      return beforeSend?.(request)
    },
    () => clock.requestAnswered(),
  )
  const client = addListCalls(
    createCrmClient({
      adapter,
      clock,
      lock: createLocalLock(),
      accountId: 31_000_100,
      random: () => 0.5,
      rate: 50,
      onServerTime: (time) => serverTime.apply(time),
    }),
  )
  const jobClock: JobClock = { ...clock, time: () => serverTime.time() }
  const freshCards = createFreshCards()
  const lastRuns = createMemoryLastRuns()
  let current: Settings = { ...defaultSettings, ...settings }
  const deps: BulkRunDeps = {
    client,
    clock: jobClock,
    lastRuns,
    ...noStores(),
    freshCards,
    lock: aRunLock(),
    settings: () => ({ ok: true, settings: current }),
    user: () => user,
    fieldNames: (read) => fieldNames('ru', read.currency),
    findColumns: async () => (hostAddsColumns === null ? 'unknown' : hostAddsColumns ? 'shown' : 'hidden'),
  }

  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await host.app.fetch(
      new Request(`${origin}/__host/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    if (!response.ok) throw new Error(`${method} /__host/${path}: ${await response.text()}`)
    return response.json()
  }
  const writes = () => requests.filter((request) => request.method === 'PATCH')
  return {
    host,
    client,
    /** What the CRM's clock shows; `deps.clock` is what the widget knows of it. */
    clock: { ...clock, time: () => context.clock.now() as UnixSeconds },
    deps,
    freshCards,
    lastRuns,
    requests,
    /** Changes as the CRM's own users make them. */
    change: (...changes: readonly object[]) => control('POST', 'changes', changes),
    setFaults: (...rules: readonly object[]) => control('PUT', 'faults', { rules, ratePerSecond: 1000 }),
    setUnverified: (unverified: object, ...rules: readonly object[]) =>
      control('PUT', 'faults', { unverified, rules, ratePerSecond: 1000 }),
    setDateHeader: (next: DateHeader) => control('PUT', 'faults', { dateHeader: next, ratePerSecond: 1000 }),
    /** Answers in these shapes; see `host/api/shapes.ts`. */
    setShapes: (shapes: object, ...rules: readonly object[]) =>
      control('PUT', 'faults', { shapes, rules, ratePerSecond: 1000 }),
    setSession: (body: object) => control('PUT', 'session', body),
    /** Batches of cards sent so far. */
    writes,
    cardsSent: () => writes().reduce((sum, { body }) => sum + (Array.isArray(body) ? body.length : 1), 0),
    /** Waits until the widget has nothing left to do, now or later. */
    untilQuiet: () => clock.untilQuiet(),
    setSettings: (given: Partial<Settings>) => {
      current = { ...current, ...given }
    },
    /** The CRM's clock goes on by so many seconds. */
    passTime: (seconds: number) => {
      clock.pass(seconds * 1000)
      followClock()
    },
    /** The account as an account file, as `GET /__host/account` gives it. */
    account: (): WireAccountFile => readAccount(host),
  }
}

export type World = ReturnType<typeof createWorld>

const createMemoryLastRuns = (): LastRuns => {
  let last: LastRun | null = null
  return {
    read: async () => last,
    save: async (run) => {
      last = run
    },
    isLasting: () => true,
  }
}
