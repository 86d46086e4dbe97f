import { beforeEach, describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import type { BulkRun } from '../../widget/jobs/bulkRun'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { UnixSeconds } from '../../widget/records/brands'
import { defaultSettings } from '../../widget/settings/defaultSettings'
import { failureMessage } from '../../widget/state/runMessages'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { someTexts } from '../views/someTexts'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { aLongWorld, startRun } from './support/brokenLists'
import { createTab } from './support/createTab'
import { createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = anAccount({
  leads: Array.from({ length: 9 }, (_, position) =>
    aWireLead(5000 + position, { contacts: [(position % 3) + 1], company: 1001 }),
  ),
})
const refusal = (status: number) => ({
  status,
  contentType: 'application/problem+json',
  body: { title: 'Error', status, detail: 'Метод закрыт' },
})

const methods = [
  ['/api/v4/events', 'события'],
  ['/api/v4/leads/pipelines', 'воронки'],
  ['/api/v4/contacts/custom_fields?', 'поля'],
  ['/api/v4/contacts/custom_fields/groups', 'группы полей'],
] as const

describe('a run of which the CRM refuses one method', () => {
  it.each(
    methods.flatMap(([path, words]) =>
      [402, 403, 404, 422, 501].map((status) => [path, status, words] as const),
    ),
  )('stops with words where %s answers %i, and writes nothing', async (path, status, words) => {
    const world = createWorld({ account })
    await world.setFaults({ method: 'GET', path, ...refusal(status) })
    const run = createBulkRun(world.deps)
    run.start(both)
    const { failure } = await untilPhase(run, 'failed')
    const { what } = failureMessage(someTexts(), failure)
    expect(what).toContain(words)
    expect(what).toContain('Метод закрыт')
    expect(world.writes()).toEqual([])
  })

  it('goes on by «Повторить» once its events are given again, and proves its lists by them', async () => {
    const world = createWorld({ account })
    await world.setFaults({ path: '/api/v4/events', ...refusal(403) })
    const run = createBulkRun(world.deps)
    run.start(both)
    await untilPhase(run, 'failed')
    await world.setFaults()
    run.repeat()
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})

describe('buyers that the CRM refuses only once lists are proved', () => {
  /** What the run asks until it is done; every question is answered with «count without buyers». */
  const questionsOf = async (run: BulkRun): Promise<readonly string[]> => {
    const asked: string[] = []
    while (asked.length < 3) {
      const state = await untilPhase(run, 'paused', 'preview', 'report')
      if (state.phase === 'report') return asked
      if (state.phase === 'preview') run.choose('all')
      else {
        asked.push(state.reason.kind)
        run.leaveBuyersOut()
        // Until then the pause that was answered is still told.
        await untilPhase(run, 'reading', 'checking', 'writing')
      }
    }
    run.stop()
    return asked
  }
  const buyersEnd = '/\\/customers\\?.*limit=(1\\d|2[0-5])&/'

  it('are asked about once where the look beyond the end of their list is refused', async () => {
    const world = aLongWorld()
    await world.setFaults({ path: buyersEnd, ...refusal(402) })
    expect(await questionsOf(startRun(world))).toEqual(['buyersRefused'])
    const file = world.account()
    expect(diffAccountFields({ ...file, account: { ...file.account, customers_mode: 'disabled' } })).toEqual(
      [],
    )
  })

  it('are asked about once where their list has fallen and its other reading is refused', async () => {
    const world = aLongWorld()
    await world.lastRuns.save({
      startedAt: (world.clock.time() - 1000) as UnixSeconds,
      finishedAt: (world.clock.time() - 900) as UnixSeconds,
      userId: 8_800_001,
      userName: 'Администратор',
      totals: { leads: 1100, customers: 530, contacts: 620, companies: 540 },
      written: 1,
      isComplete: true,
    })
    await world.setFaults(
      { path: '/\\/customers\\?/', times: 2, status: 204 },
      { path: '/\\/customers\\?/', ...refusal(402) },
    )
    expect(await questionsOf(startRun(world))).toEqual(['buyersRefused'])
  })
})

describe('a run that waits because the CRM refuses buyers', () => {
  it('reads nothing on meanwhile', async () => {
    const world = aLongWorld()
    const path = '/\\/customers\\?.*updated_at/'
    const rules = [{ path, ...refusal(402) }]
    await world.setUnverified({ leadsOrderWithoutFilters: false, filters: false }, ...rules)
    const run = startRun(world)
    await untilPhase(run, 'paused')
    const asked = world.requests.length
    await world.untilQuiet()
    expect(world.requests.slice(asked).map(({ path }) => path)).toEqual([])
    run.stop()
  })
})

describe('a run whose settings count no buyers, over records that hold them', () => {
  beforeEach(useFakeIndexedDb)

  const withBuyers = {
    ...account,
    customers: [
      {
        id: 9001,
        name: 'Покупатель',
        ltv: 500,
        purchases_count: 2,
        _embedded: { contacts: [{ id: 1, is_main: true }], companies: [] },
      },
    ] as unknown as NonNullable<AccountFile['customers']>,
  }

  it('asks for none, and is not stopped over them where the CRM refuses them', async () => {
    const world = createWorld({ account: withBuyers, settings: { preview: 'skip', write: 'changed' } })
    const runOnce = async () => {
      const tab = createTab(world)
      tab.run.start(both)
      await untilPhase(tab.run, 'report', 'paused')
      const { phase } = tab.run.state()
      tab.run.stop()
      await tab.untilKept()
      return { phase, requests: tab.requests }
    }
    await runOnce()
    world.passTime(600)
    await world.setUnverified({ buyersMethod: '402' })
    world.setSettings({ buyers: { upcoming: false, notBought: false, purchases: false, closed: false } })
    for (const _each of [1, 2]) {
      const { phase, requests } = await runOnce()
      expect(phase).toBe('report')
      expect(requests.filter(({ path }) => path.includes('/customers'))).toEqual([])
      world.passTime(600)
    }
    await world.setUnverified({ buyersMethod: 'ok' })
    await world.change({ op: 'update', entity: 'customers', id: 9001, set: { ltv: 900 } })
    world.setSettings({ buyers: defaultSettings.buyers })
    expect((await runOnce()).phase).toBe('report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
