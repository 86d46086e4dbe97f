import { beforeAll, describe, expect, it } from 'vitest'

import { createDemoAccount } from '../../host/seeds/createDemoAccount'
import type { RunReport } from '../../widget/jobs/runState'
import { printedCompanies } from '../builders/printedCompanies'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { createWorld, type World, worldNow } from './support/createWorld'
import { runThrough } from './support/runThrough'
import { storedFigures } from './support/storedFigures'

const columns = [
  'BOUGHT_COUNT',
  'BOUGHT_SUM',
  'AVERAGE_CHECK',
  'IN_WORK_COUNT',
  'IN_WORK_SUM',
  'REFUSED_COUNT',
  'REFUSED_SUM',
]

describe('the printed company list, API in and API out', () => {
  let world: World
  let report: RunReport

  beforeAll(async () => {
    world = createWorld({ account: createDemoAccount(worldNow) })
    report = await runThrough(world)
  })

  it('stands in the fields of the 19 companies after a run with default settings', () => {
    const account = world.account()
    for (const [name, ...figures] of printedCompanies) {
      const company = account.companies?.find((each) => each.name === name)
      const stored = storedFigures(world, 'companies', company?.id ?? 0, account)
      expect([name, ...columns.map((column) => String(stored[column]))]).toEqual([
        name,
        ...figures.map(String),
      ])
    }
  })

  it('and every other card holds what a brute force over the account gives', () => {
    const account = world.account()
    expect(diffAccountFields(account)).toEqual([])
    expect(report).toMatchObject({ isComplete: true, failed: [], notWritten: 0, unchanged: 0, changed: 0 })
    expect(report.firstTime).toBe((account.contacts?.length ?? 0) + (account.companies?.length ?? 0))
  })

  it('costs no more requests than the records have pages, besides the pages of the freshness pass', () => {
    const account = world.account()
    const pagesOf = (key: 'leads' | 'customers' | 'contacts' | 'companies') =>
      Math.ceil((account[key]?.length ?? 0) / 250)
    const parents = pagesOf('contacts') + pagesOf('companies')
    // Each freshness pass asks who is signed in, besides its pages.
    const isFreshness = (path: string, row: number) =>
      /order\[updated_at\]|\/events\?/.test(path) || (row > 0 && path.startsWith('/api/v4/account?'))
    const counted = world.requests.filter(({ path }, row) => !isFreshness(path, row))
    const customersAgain = 2 * pagesOf('customers')
    expect(counted.length - customersAgain).toBeLessThanOrEqual(
      pagesOf('leads') + pagesOf('customers') + 2 * parents + 24,
    )
  })

  it('a second run of unchanged data plans and writes nothing', async () => {
    const before = world.cardsSent()
    world.passTime(3600)
    const again = await runThrough(world)
    expect(again).toMatchObject({ changed: 0, firstTime: 0, stamped: 0, unchanged: report.firstTime })
    expect(world.cardsSent()).toBe(before)
  })

  it('with write = always a run renews the stamp of every card and nothing else', async () => {
    world.setSettings({ write: 'always', preview: 'skip' })
    world.passTime(3600)
    const again = await runThrough(world)
    expect(again).toMatchObject({ choice: 'all', changed: 0, firstTime: 0, stamped: report.firstTime })
    const stamp = storedFigures(world, 'companies', world.account().companies?.[0]?.id ?? 0)['ACTUAL_AT']
    expect(stamp).toBeGreaterThanOrEqual(again.startedAt)
    expect(stamp).toBeLessThanOrEqual(world.clock.time())
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
