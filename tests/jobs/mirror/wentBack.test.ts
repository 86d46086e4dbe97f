import { beforeEach, describe, expect, it } from 'vitest'

import type { AccountFile } from '../../../host/account/accountFile'
import { refreshForRun } from '../../../widget/jobs/mirror/refreshForRun'
import { diffAccountFields } from '../../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../../store/support/fakeIndexedDb'
import { anAccount, aWireLead, openStage } from '../support/anAccount'
import { createTab, type Death } from '../support/createTab'
import { createWorld, type World } from '../support/createWorld'
import { untilPhase } from '../support/untilPhase'
import { expectTrue, readMirror } from './mirrorWorld'

/** Thirty deals that are open again. */
const thirtyReopened = Array.from({ length: 30 }, (_, row) => ({
  op: 'update',
  entity: 'leads',
  id: 5000 + row * 30,
  set: openStage,
}))

const account = (): AccountFile =>
  anAccount({
    contactCount: 700,
    leads: Array.from({ length: 900 }, (_, row) =>
      aWireLead(5000 + row, {
        contacts: [(row % 700) + 1],
        company: 1001,
        updated_at: 1_700_000_000 + row * 60,
      }),
    ),
  })

/** The account as a backup holds it. */
const backupOf = (world: World): AccountFile => structuredClone(world.account()) as AccountFile
const restore = (world: World, file: AccountFile): void => world.host.context.replaceAccount(file)

/** A run of a fresh tab of the same browser. */
const runIn = (world: World, death: Death | null = null, secondsPerRequest = 1) => {
  world.setSettings({ preview: 'skip', write: 'changed' })
  const tab = createTab(world, death, secondsPerRequest)
  const told = { isAnew: false, isPartial: false }
  tab.run.subscribe((state) => {
    if (state.phase !== 'reading') return
    told.isAnew ||= state.progress.isAnew === true
    told.isPartial ||= state.progress.since !== undefined
  })
  const finish = async () => {
    const { report } = await untilPhase(tab.run, 'report')
    await tab.untilKept()
    return { report, ...told }
  }
  return { tab, finish }
}

const runOnce = async (world: World) => {
  const { tab, finish } = runIn(world)
  tab.run.start({ entities: ['contacts', 'companies'] })
  return finish()
}

describe('what a browser keeps of an account', () => {
  beforeEach(useFakeIndexedDb)

  it('is not taken for a fresh account of the same number and the same records, whose fields were made just now', async () => {
    const world = createWorld({ account: account() })
    expect((await runOnce(world)).report).toMatchObject({ firstTime: 702 })
    world.passTime(600)
    restore(world, account())
    const second = await runOnce(world)
    expect(second).toMatchObject({ isAnew: true, report: { firstTime: 702 } })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it.each([true, false])(
    'is not taken for an account that was restored from a backup, with the filter package %s',
    async (filters) => {
      const world = createWorld({ account: account(), filters })
      await runOnce(world)
      const backup = backupOf(world)
      world.passTime(3600)
      await world.change(
        ...[3, 400, 850].map((row) => ({ op: 'update', entity: 'leads', id: 5000 + row, set: openStage })),
        {
          op: 'create',
          entity: 'leads',
          id: 9999,
          set: { price: 77, pipeline_id: 10, status_id: 142, _embedded: { contacts: [{ id: 8 }] } },
        },
      )
      world.passTime(60)
      expect(await runOnce(world)).toMatchObject({ isAnew: false, isPartial: true })
      world.passTime(86_400)
      restore(world, backup)
      // Work has gone on since.
      await world.change({ op: 'update', entity: 'leads', id: 5100, set: { price: 5 } })
      world.passTime(60)
      expect(await runOnce(world)).toMatchObject({ isAnew: true })
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )

  it('loses the records that are gone without an event, where they were among those that changed last', async () => {
    const world = createWorld({ account: account() })
    const { mirror, run } = await readMirror(world)
    const file = backupOf(world)
    const gone = new Set([5890, 5891, 5895])
    restore(world, { ...file, leads: (file.leads ?? []).filter(({ id }) => !gone.has(id)) })
    world.passTime(3600)
    const refreshed = await refreshForRun(run, mirror)
    expect(refreshed).toMatchObject({ changed: { contacts: new Set([191, 192, 196]) } })
    expectTrue(world, mirror, run)
  })

  it('is believed where a list has to be read again in any case and one of its last records is gone', async () => {
    const world = createWorld({ account: account(), filters: false })
    const { mirror, run } = await readMirror(world)
    const file = backupOf(world)
    restore(world, { ...file, leads: (file.leads ?? []).filter(({ id }) => id !== 5890) })
    world.passTime(3600)
    // More than can be read one by one, with dates that no list of changes gives.
    await world.change(
      ...Array.from({ length: 10 }, (_, row) => ({
        op: 'update',
        entity: 'leads',
        id: 5000 + row,
        set: { price: 5, updated_at: 1_700_000_000 },
      })),
    )
    expect(await refreshForRun(run, mirror)).toMatchObject({ changed: 'all' })
    expectTrue(world, mirror, run)
  })

  it('is not believed where more of it is gone than anybody would look for one by one', async () => {
    const world = createWorld({ account: account() })
    const { mirror, run } = await readMirror(world)
    const file = backupOf(world)
    restore(world, { ...file, leads: (file.leads ?? []).slice(0, 500), events: [] })
    world.passTime(3600)
    expect(await refreshForRun(run, mirror)).toBe('behind')
  })

  it('is not taken for another account’s where answers to writes bear a date a second later than the lists', async () => {
    const costs: number[] = []
    for (const rules of [[], [{ method: 'PATCH', path: '/api/v4/', rewrite: { laterBy: 1 } }]]) {
      useFakeIndexedDb()
      const world = createWorld({ account: account() })
      await world.setFaults(...rules)
      await runOnce(world)
      world.passTime(600)
      const second = await runOnce(world)
      expect(second).toMatchObject({ isAnew: false, isPartial: true, report: { unchanged: 702 } })
      costs.push(second.report.requests)
    }
    expect(costs[1]).toBe(costs[0])
  })

  it('costs no request to be held against the account', async () => {
    const world = createWorld({ account: account() })
    await runOnce(world)
    world.passTime(600)
    await runOnce(world)
    world.passTime(600)
    const { report } = await runOnce(world)
    expect(report).toMatchObject({ unchanged: 702 })
    expect(report.requests).toBeLessThanOrEqual(24)
  })
})

describe('a run whose account is restored from a backup under its preview', () => {
  beforeEach(useFakeIndexedDb)

  it('says that all is read anew before it writes, and no longer once it writes', async () => {
    const world = createWorld({ account: account(), settings: { preview: 'ask', write: 'changed' } })
    const backup = backupOf(world)
    world.passTime(3600)
    await world.change(...thirtyReopened)
    world.passTime(60)
    const { run } = createTab(world)
    run.start({ entities: ['contacts', 'companies'] })
    await untilPhase(run, 'preview')
    world.passTime(60)
    const made = world.account().custom_fields
    restore(world, { ...backup, custom_fields: made } as AccountFile)
    const told: { readonly isAnew: boolean; readonly isChecking: boolean }[] = []
    run.subscribe((state) => {
      if (state.phase !== 'writing') return
      const { isAnew = false, isChecking = false } = state.progress
      told.push({ isAnew, isChecking })
    })
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(told).toContainEqual({ isAnew: true, isChecking: true })
    expect(told.filter(({ isAnew, isChecking }) => isAnew && !isChecking)).toEqual([])
    expect(told.at(-1)).toEqual({ isAnew: false, isChecking: false })
    expect(diffAccountFields(world.account())).toEqual([])
  })
})

describe('a run that a closed tab has left', () => {
  beforeEach(useFakeIndexedDb)

  it.each([8, 14, 20])(
    'does not go on over an account that was restored meanwhile: closed at request %i',
    async (atRequest) => {
      const world = createWorld({ account: account() })
      const backup = backupOf(world)
      world.passTime(60)
      await world.change(...thirtyReopened)
      world.passTime(60)
      const first = runIn(world, { atRequest, isSent: true })
      first.tab.run.start({ entities: ['contacts', 'companies'] })
      await first.tab.dead
      await first.tab.untilQuiet()
      world.passTime(3600)
      const made = world.account().custom_fields
      restore(world, { ...backup, custom_fields: made } as AccountFile)
      const { tab, finish } = runIn(world)
      tab.run.resumeUnfinished()
      const { report } = await finish()
      expect(report.isComplete).toBe(true)
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )

  it.each(['start', 'resumeUnfinished'] as const)(
    'keeps nothing of a reading anew that failed half-way: %s',
    async (next) => {
      const world = createWorld({ account: account() })
      await runOnce(world)
      const backup = backupOf(world)
      world.passTime(3600)
      await world.change(...thirtyReopened)
      world.passTime(60)
      const failing = createTab(world)
      world.setSettings({ preview: 'ask' })
      failing.run.start({ entities: ['contacts', 'companies'] })
      await untilPhase(failing.run, 'preview')
      world.passTime(60)
      restore(world, backup)
      await world.setFaults({ path: '/contacts\\?.*order.id/', status: 403, body: '{"status":403}' })
      failing.run.choose('changed')
      await untilPhase(failing.run, 'failed')
      await failing.untilQuiet()
      await world.setFaults()
      world.passTime(600)
      const { tab, finish } = runIn(world)
      if (next === 'start') tab.run.start({ entities: ['contacts', 'companies'] })
      else tab.run.resumeUnfinished()
      expect((await finish()).report.isComplete).toBe(true)
      expect(diffAccountFields(world.account())).toEqual([])
      world.passTime(600)
      expect(await runOnce(world)).toMatchObject({ report: { changed: 0, firstTime: 0 } })
    },
  )

  it('does not go on where its fields were made anew', async () => {
    const world = createWorld({ account: account() })
    const first = runIn(world, { atRequest: 20, isSent: true })
    first.tab.run.start({ entities: ['contacts', 'companies'] })
    await first.tab.dead
    await first.tab.untilQuiet()
    world.passTime(60)
    restore(world, account())
    const { tab, finish } = runIn(world)
    tab.run.resumeUnfinished()
    expect(await finish()).toMatchObject({ isAnew: true, report: { firstTime: 702 } })
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
