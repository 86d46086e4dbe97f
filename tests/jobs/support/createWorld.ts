import type { AccountFile } from '../../../host/account/accountFile'
import { type AppOptions, createApp } from '../../../host/createApp'
import { addListCalls } from '../../../widget/api/addListCalls'
import { createCrmClient } from '../../../widget/api/createCrmClient'
import { createLocalLock } from '../../../widget/api/createLocalLock'
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

export interface WorldOptions extends Omit<AppOptions, 'account'> {
  readonly account: AccountFile
  readonly settings?: Partial<Settings>
  readonly user?: CurrentUser
  readonly hostAddsColumns?: boolean | null
}

/** The local CRM, a client that reaches it through `app.fetch`, and everything that jobs work with. */
export const createWorld = (options: WorldOptions) => {
  const { account, settings = {}, user = aUser(), hostAddsColumns = true, ...hostOptions } = options
  const host = createApp({ now: worldNow, rate: 1000, ...hostOptions, account })
  const clock = createJumpingClock()
  const requests: SentRequest[] = []

  const adapter = createAppAdapter(
    host,
    (request) => {
      requests.push(request)
      clock.requestSent()
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
    }),
  )
  const jobClock: JobClock = { ...clock, time: () => host.context.clock.now() as UnixSeconds }
  const freshCards = createFreshCards()
  const lastRuns = createMemoryLastRuns()
  let current: Settings = { ...defaultSettings, ...settings }
  let isLocked = false
  const deps: BulkRunDeps = {
    client,
    clock: jobClock,
    lastRuns,
    ...noStores(),
    freshCards,
    lock: {
      acquire: async () => {
        if (isLocked) return null
        isLocked = true
        return () => {
          isLocked = false
        }
      },
    },
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
    clock: jobClock,
    deps,
    freshCards,
    lastRuns,
    requests,
    /** Changes as the CRM's own users make them. */
    change: (...changes: readonly object[]) => control('POST', 'changes', changes),
    setFaults: (...rules: readonly object[]) => control('PUT', 'faults', { rules, ratePerSecond: 1000 }),
    setUnverified: (unverified: object) => control('PUT', 'faults', { unverified, ratePerSecond: 1000 }),
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
    passTime: (seconds: number) => host.context.clock.set(host.context.clock.now() + seconds),
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
