import { beforeEach, describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { BulkRun } from '../../widget/jobs/bulkRun'
import type { RunState } from '../../widget/jobs/runState'
import type { WireAccountFile } from '../oracle/accountWire'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const

/** Buyers of every second contact, each with purchases and an expected one. */
const customers = Array.from({ length: 15 }, (_, position) => ({
  id: 9001 + position,
  name: `Покупатель ${position}`,
  ltv: 500 + position,
  purchases_count: 2,
  next_price: 70,
  _embedded: { contacts: [{ id: 2 * position + 1, is_main: true }], companies: [{ id: 1001 }] },
})) as unknown as NonNullable<AccountFile['customers']>

const account = (mode = 'periodicity') =>
  anAccount({
    account: { customers_mode: mode } as NonNullable<AccountFile['account']>,
    contactCount: 30,
    leads: Array.from({ length: 40 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 30) + 1], company: 1001 + (position % 2) }),
    ),
    customers,
  })

const refusal = (status: number, detail = 'Тариф без покупателей') => ({
  status,
  contentType: 'application/problem+json',
  body: { title: 'Error', status, detail },
})

/** What the oracle says of the fields in an account that has no buyers. */
const differencesWithoutBuyers = (file: WireAccountFile) =>
  diffAccountFields({ ...file, account: { ...file.account, customers_mode: 'disabled' } })

const untilAsked = async (run: BulkRun) => {
  const { reason } = await untilPhase(run, 'paused')
  if (reason.kind !== 'buyersRefused') throw new Error(`it pauses for ${JSON.stringify(reason)}`)
  return reason.refusal
}

const startRun = (world: World) => {
  const run = createBulkRun(world.deps)
  run.start(both)
  return run
}

/** Counts without buyers, and writes what changes. */
const goOnWithout = async (run: BulkRun) => {
  run.leaveBuyersOut()
  const { preview } = await untilPhase(run, 'preview')
  run.choose('changed')
  const { report } = await untilPhase(run, 'report')
  return { preview, report }
}

describe('a run whose buyers are refused while the account answers', () => {
  it.each(['402', '403', '404', '422', '501'] as const)(
    'asks at %s, and counts without them when told to',
    async (buyersMethod) => {
      const world = createWorld({ account: account() })
      await world.setUnverified({ buyersMethod })
      const run = startRun(world)
      expect(await untilAsked(run)).toMatchObject({ kind: 'refused', status: Number(buyersMethod) })
      expect(world.writes()).toEqual([])
      const { preview, report } = await goOnWithout(run)
      expect(preview.withoutBuyers).toMatchObject({ status: Number(buyersMethod) })
      expect(report).toMatchObject({ isComplete: true, withoutBuyers: { status: Number(buyersMethod) } })
      expect(differencesWithoutBuyers(world.account())).toEqual([])
      expect(await world.lastRuns.read()).toMatchObject({ isWithoutBuyers: true })
    },
  )

  it('names the reason in the words of the CRM', async () => {
    const world = createWorld({ account: account('segments') })
    await world.setFaults({ path: '/api/v4/customers?', ...refusal(402) })
    expect(await untilAsked(startRun(world))).toMatchObject({
      status: 402,
      detail: 'Тариф без покупателей',
      request: expect.stringMatching(/^GET \/api\/v4\/customers\?/) as string,
    })
  })

  it('writes nothing when it is stopped', async () => {
    const world = createWorld({ account: account() })
    await world.setUnverified({ buyersMethod: '402' })
    const run = startRun(world)
    await untilAsked(run)
    run.stop()
    await untilPhase(run, 'cancelled')
    expect(world.writes()).toEqual([])
  })

  it('asks the CRM again at «Повторить», and counts buyers once it gives them', async () => {
    const world = createWorld({ account: account() })
    await world.setUnverified({ buyersMethod: '402' })
    const run = startRun(world)
    await untilAsked(run)
    run.resume()
    await untilAsked(run)
    await world.setUnverified({})
    run.resume()
    const { preview } = await untilPhase(run, 'preview')
    expect(preview.withoutBuyers).toBeUndefined()
    run.choose('changed')
    const { report } = await untilPhase(run, 'report')
    expect(report.withoutBuyers).toBeUndefined()
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('shows the preview even where the settings have it write at once', async () => {
    const world = createWorld({ account: account(), settings: { preview: 'skip' } })
    await world.setUnverified({ buyersMethod: '403' })
    const run = startRun(world)
    await untilAsked(run)
    run.leaveBuyersOut()
    await untilPhase(run, 'preview')
    expect(world.writes()).toEqual([])
  })

  it('ends as one of an account that is not paid where the account answers 402 too', async () => {
    const world = createWorld({ account: account('segments') })
    await world.setFaults(
      { path: '/api/v4/customers', ...refusal(402, 'Payment Required') },
      { path: '/api/v4/account', after: 1, ...refusal(402, 'Payment Required') },
    )
    const { failure } = await untilPhase(startRun(world), 'failed')
    expect(failure).toMatchObject({ kind: 'crm', error: 'payment' })
    expect(failure.kind === 'crm' && failure.path).toContain('/api/v4/account')
    expect(world.writes()).toEqual([])
  })

  it('ends at the page of a ban, wherever it comes', async () => {
    const world = createWorld({ account: account('segments') })
    await world.setFaults({ path: '/api/v4/customers', status: 403 })
    const { failure } = await untilPhase(startRun(world), 'failed')
    expect(failure).toMatchObject({ kind: 'crm', error: 'banned' })
  })

  it.each(['402', '403', '422', '204', 'empty'] as const)(
    'asks where the stages of buyers alone are %s',
    async (buyerStages) => {
      const world = createWorld({ account: account() })
      await world.setUnverified({ buyerStages })
      const run = startRun(world)
      const asked = await untilAsked(run)
      expect(asked.kind).toBe(Number(buyerStages) > 400 ? 'refused' : 'noStages')
      await goOnWithout(run)
      expect(differencesWithoutBuyers(world.account())).toEqual([])
    },
  )

  it.each(['segments', 'dynamic'])('asks for no stages in mode %s, where 422 is the answer', async (mode) => {
    const world = createWorld({ account: account(mode) })
    const run = startRun(world)
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
    expect(world.requests.filter(({ path }) => path.includes('/customers/statuses'))).toEqual([])
  })

  it('asks in the look before the first write, and shows the preview once more', async () => {
    const world = createWorld({ account: account('segments') })
    const run = startRun(world)
    await untilPhase(run, 'preview')
    await world.setUnverified({ buyersMethod: '402' })
    run.choose('changed')
    await untilAsked(run)
    expect(world.writes()).toEqual([])
    const { preview, report } = await goOnWithout(run)
    expect(preview.withoutBuyers).toMatchObject({ status: 402 })
    expect(report).toMatchObject({ isComplete: true })
    expect(differencesWithoutBuyers(world.account())).toEqual([])
  })

  it('keeps what is written where the second preview is declined', async () => {
    const world = createWorld({ account: account('segments') })
    // The list, the proof of its end, and two looks: before the first write, and after the last one.
    await world.setFaults({ path: '/api/v4/customers?', after: 3, ...refusal(402) })
    const run = startRun(world)
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilAsked(run)
    const written = world.cardsSent()
    expect(written).toBe(32)
    run.leaveBuyersOut()
    await untilPhase(run, 'preview')
    run.choose('nothing')
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: false, firstTime: 32 })
    expect(world.cardsSent()).toBe(written)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('asks where only the buyers of merged cards are refused', async () => {
    const world = createWorld({ account: account('segments') })
    const run = startRun(world)
    await untilPhase(run, 'preview')
    world.passTime(60)
    await world.change({ op: 'merge', entity: 'contacts', id: 1, into: 2 })
    await world.setFaults({ path: '/with=[^&]*customers/', ...refusal(403) })
    run.choose('changed')
    expect(await untilAsked(run)).toMatchObject({ status: 403 })
    await goOnWithout(run)
    expect(differencesWithoutBuyers(world.account())).toEqual([])
  })
})

describe('the records that a run without buyers keeps', () => {
  beforeEach(useFakeIndexedDb)

  const runInTab = async (
    world: World,
    answer: (tab: ReturnType<typeof createTab>, state: RunState) => void,
  ) => {
    world.setSettings({ write: 'changed' })
    const tab = createTab(world)
    const asked: string[] = []
    tab.run.subscribe((state) => {
      if (state.phase === 'paused') asked.push(state.reason.kind)
      if (state.phase === 'preview') queueMicrotask(() => tab.run.choose('changed'))
      if (state.phase === 'paused') queueMicrotask(() => answer(tab, state))
    })
    tab.run.start(both)
    const { report } = await untilPhase(tab.run, 'report')
    await tab.untilKept()
    const lists = tab.requests.filter(({ path }) => path.includes('order[id]=asc')).length
    return { report, asked, lists, requests: tab.requests }
  }
  const withoutBuyers = (tab: ReturnType<typeof createTab>) => tab.run.leaveBuyersOut()

  it('are not taken for those of all buyers: the next run reads everything', async () => {
    const world = createWorld({ account: account('segments') })
    await world.setUnverified({ buyersMethod: '402' })
    const first = await runInTab(world, withoutBuyers)
    expect(first.asked).toEqual(['buyersRefused'])
    world.passTime(600)
    await world.setUnverified({})
    const second = await runInTab(world, withoutBuyers)
    expect(second.asked).toEqual([])
    expect(second.lists).toBe(first.lists)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('know up to when they are certain of buyers that were read before', async () => {
    const world = createWorld({ account: account('segments') })
    await runInTab(world, withoutBuyers)
    world.passTime(600)
    await world.setUnverified({ buyersMethod: '402' })
    await world.change({
      op: 'update',
      entity: 'customers',
      id: 9001,
      set: { ltv: 7777, purchases_count: 9 },
    })
    const second = await runInTab(world, withoutBuyers)
    expect(second.asked).toEqual(['buyersRefused'])
    expect(second.lists).toBe(0)
    expect(differencesWithoutBuyers(world.account())).toEqual([])
    world.passTime(600)
    await world.setUnverified({})
    const third = await runInTab(world, withoutBuyers)
    expect(third.asked).toEqual([])
    expect(third.lists).toBe(0)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('resume without buyers where their tab was closed after the answer', async () => {
    const world = createWorld({ account: account() })
    await world.setUnverified({ buyersMethod: '402' })
    const tab = createTab(world)
    tab.run.start(both)
    await untilAsked(tab.run)
    tab.run.leaveBuyersOut()
    await untilPhase(tab.run, 'preview')
    await tab.untilQuiet()
    tab.die()
    const next = createTab(world)
    next.run.resumeUnfinished()
    const { preview } = await untilPhase(next.run, 'preview')
    expect(preview.withoutBuyers).toMatchObject({ status: 402 })
    expect(next.requests.some(({ path }) => path.startsWith('/api/v4/customers'))).toBe(false)
    next.run.choose('changed')
    expect((await untilPhase(next.run, 'report')).report.withoutBuyers).toMatchObject({ status: 402 })
    expect(differencesWithoutBuyers(world.account())).toEqual([])
  })

  it('resume with the question where their tab was closed before the second preview was answered', async () => {
    const world = createWorld({ account: account('segments') })
    await world.setFaults({ path: '/api/v4/customers?', after: 3, ...refusal(402) })
    const tab = createTab(world)
    tab.run.start(both)
    await untilPhase(tab.run, 'preview')
    tab.run.choose('changed')
    await untilAsked(tab.run)
    tab.run.leaveBuyersOut()
    await untilPhase(tab.run, 'preview')
    await tab.untilQuiet()
    tab.die()
    const sent = world.cardsSent()
    const next = createTab(world)
    next.run.resumeUnfinished()
    const { preview } = await untilPhase(next.run, 'preview')
    expect(preview.withoutBuyers).toMatchObject({ status: 402 })
    expect(world.cardsSent()).toBe(sent)
    next.run.choose('nothing')
    expect((await untilPhase(next.run, 'report')).report).toMatchObject({ isComplete: false, firstTime: 32 })
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
