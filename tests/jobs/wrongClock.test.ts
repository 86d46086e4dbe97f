import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { Settings } from '../../widget/settings/settings'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { createCardWorld } from './support/createCardWorld'
import { createWorld, type World, worldNow } from './support/createWorld'
import { fieldOf } from './support/fieldOf'
import { runThrough } from './support/runThrough'
import { storedFigures } from './support/storedFigures'
import { untilPhase } from './support/untilPhase'

const day = 86_400
const both = { entities: ['contacts', 'companies'] } as const
const clocks = [
  ['3 days ahead', 3 * day],
  ['11 minutes ahead', 660],
  ['a day behind', -day],
] as const

const account = (): AccountFile =>
  anAccount({
    contactCount: 30,
    leads: Array.from({ length: 30 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [position + 1] }),
    ),
  })

const stampOf = (world: Pick<World, 'account'>, id = 1): unknown =>
  storedFigures(world, 'contacts', id)['ACTUAL_AT']

/** What the computer of the user shows while the CRM's clock shows `worldNow`. */
const setUserClock = (aheadBy: number): void => {
  vi.setSystemTime((worldNow + aheadBy) * 1000)
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe("a card, while the user's clock", () => {
  it.each(clocks)('is %s, is stamped by the CRM, and an unchanged one is left alone', async (_, aheadBy) => {
    setUserClock(aheadBy)
    const world = await createCardWorld({ account: account() })
    expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'written', actualAt: worldNow })
    expect(stampOf(world)).toBe(worldNow)
    setUserClock(-aheadBy)
    expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'equal', actualAt: worldNow })
    expect(world.writes()).toHaveLength(1)
  })
})

describe("a card, while the CRM's time", () => {
  it.each(['absent', 'garbled', 'cached'] as const)(
    'is %s, shows its figures and writes nothing',
    async (dateHeader) => {
      setUserClock(0)
      const world = await createCardWorld({ account: account(), dateHeader })
      expect(await world.open('contacts', 1)).toMatchObject({
        phase: 'shown',
        outcome: 'shown',
        keptBy: 'noTime',
        figures: { boughtCount: 1 },
      })
      expect(world.writes()).toEqual([])
      await world.setDateHeader('right')
      expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'written' })
    },
  )

  it('was known and its answers come out of a cache now, writes nothing that may be old', async () => {
    const world = await createCardWorld({ account: account() })
    await world.setDateHeader('cached')
    expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'shown', keptBy: 'noTime' })
    expect(world.writes()).toEqual([])
  })

  it('went on while the computer slept, is stamped with the time after the sleep', async () => {
    const world = await createCardWorld({ account: account() })
    await world.open('contacts', 1)
    const awake = world.clock.time() + 8 * 3600
    world.host.context.clock.set(awake)
    const state = await world.open('contacts', 2)
    expect(state).toMatchObject({ outcome: 'written' })
    expect(stampOf(world, 2)).toBeGreaterThanOrEqual(awake)
    expect(stampOf(world, 2)).toBeLessThanOrEqual(world.clock.time())
  })
})

describe('a stamp in the future', () => {
  it.each(['always', 'changed'] as const)(
    'on a card with right figures is replaced when the card is opened, with write = %s',
    async (write) => {
      const world = await createCardWorld({ account: account(), settings: { write } })
      await world.open('contacts', 1)
      await world.change(fieldOf(world, 1, 'ACTUAL_AT', worldNow + 3 * day))
      const state = await world.open('contacts', 1)
      expect(state).toMatchObject({ outcome: 'written', isStampCorrected: true })
      expect(stampOf(world)).toBe(world.clock.time())
      expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'equal' })
    },
  )

  it('of another computer that is some seconds ahead is not wrong, and never goes back', async () => {
    const world = await createCardWorld({ account: account(), settings: { write: 'changed' } })
    await world.open('contacts', 1)
    await world.change(fieldOf(world, 1, 'ACTUAL_AT', worldNow + 30))
    expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'equal' })
    await world.change(fieldOf(world, 1, 'BOUGHT_SUM', 77))
    expect(await world.open('contacts', 1)).toMatchObject({
      outcome: 'written',
      isStampCorrected: false,
      actualAt: worldNow + 30,
    })
  })

  it('on a card whose lost write was never applied is no newer write: a run and a card send theirs again', async () => {
    const world = await createCardWorld({ account: account() })
    await runThrough(world)
    const lost = { method: 'PATCH', path: '/api/v4/contacts', status: 504, times: 1 }
    const spoil = async () => {
      await world.change(
        fieldOf(world, 1, 'BOUGHT_SUM', 77),
        fieldOf(world, 1, 'ACTUAL_AT', worldNow + 3 * day),
      )
      await world.setFaults(lost)
    }
    await spoil()
    expect(await runThrough(world)).toMatchObject({ changed: 1, corrected: 1 })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_SUM: '1000' })
    await spoil()
    expect(await world.open('contacts', 1)).toMatchObject({ outcome: 'written', isStampCorrected: true })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_SUM: '1000' })
    expect(stampOf(world)).toBeLessThanOrEqual(world.clock.time())
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('on 12 cards is no run of another computer: it is told, replaced once and counted', async () => {
    const world = createWorld({ account: account() })
    await runThrough(world)
    await world.change(
      ...Array.from({ length: 12 }, (_, place) =>
        fieldOf(world, place + 1, 'ACTUAL_AT', worldNow + 3 * day + place),
      ),
      fieldOf(world, 12, 'BOUGHT_SUM', 12_345),
    )
    world.passTime(60)
    const run = createBulkRun(world.deps)
    run.start(both)
    const { preview } = await untilPhase(run, 'preview')
    expect(preview.counts.contacts).toMatchObject({ changed: 1, unchanged: 29, wrongStamps: 11 })
    run.choose('changed')
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ changed: 1, stamped: 11, unchanged: 20, corrected: 12 })
    for (const id of [1, 11, 12]) expect(stampOf(world, id)).toBeLessThanOrEqual(world.clock.time())
    expect(diffAccountFields(world.account())).toEqual([])
    const sent = world.cardsSent()
    const again = await runThrough(world)
    expect(again).toMatchObject({ changed: 0, stamped: 0 })
    expect(again).not.toHaveProperty('corrected')
    expect(world.cardsSent()).toBe(sent)
  })
})

describe("a run, while the user's clock", () => {
  it.each(clocks)('is %s and jumps on the way, stamps and asks by the CRM', async (_, aheadBy) => {
    setUserClock(aheadBy)
    const settings: Partial<Settings> = { write: 'always' }
    const world = createWorld({ account: account(), settings })
    const run = createBulkRun(world.deps)
    run.start(both)
    await untilPhase(run, 'preview')
    await world.change({ op: 'update', entity: 'leads', id: 5000, set: { price: 5 } })
    setUserClock(-aheadBy)
    run.choose('all')
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ firstTime: 32, startedAt: worldNow })
    expect(report.finishedAt).toBeLessThanOrEqual(world.clock.time())
    expect(stampOf(world)).toBeLessThanOrEqual(world.clock.time())
    expect(stampOf(world)).toBeGreaterThanOrEqual(worldNow)
    expect(diffAccountFields(world.account())).toEqual([])
    const since = world.requests.flatMap(({ path }) => /created_at\]\[from\]=(\d+)/.exec(path)?.[1] ?? [])
    expect(since.length).toBeGreaterThan(0)
    for (const each of since) expect(Math.abs(Number(each) - worldNow)).toBeLessThan(20)
  })
})

describe("a run, while the CRM's time", () => {
  it.each(['absent', 'garbled', 'cached'] as const)(
    'is %s, reads and writes nothing, says so, and goes on once it is told',
    async (dateHeader) => {
      const world = createWorld({ account: account(), dateHeader })
      const run = createBulkRun(world.deps)
      run.start(both)
      const paused = await untilPhase(run, 'paused')
      expect(paused).toMatchObject({ reason: { kind: 'noTime' }, kept: 'nothing' })
      run.resume()
      await untilPhase(run, 'checking')
      await untilPhase(run, 'paused')
      expect(world.requests.filter(({ path }) => path.includes('/leads?'))).toEqual([])
      expect(world.writes()).toEqual([])
      await world.setDateHeader('right')
      run.resume()
      await untilPhase(run, 'preview')
      run.choose('changed')
      expect((await untilPhase(run, 'report')).report).toMatchObject({ firstTime: 32, isComplete: true })
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )

  it('turns out to have been days ahead, stops before it writes: changes since then cannot be asked for', async () => {
    const world = createWorld({ account: account() })
    const { clock } = world.host.context
    const right = clock.now()
    clock.set(right + 3 * day)
    const run = createBulkRun(world.deps)
    run.start(both)
    await untilPhase(run, 'preview')
    clock.set(right)
    for (const id of [1, 2, 3])
      await world.client.fetchParent({ type: 'contacts', id }, {}, { priority: 'run' })
    run.choose('changed')
    await expect(untilPhase(run, 'report')).rejects.toThrow('timeChanged')
    expect(world.writes()).toEqual([])
    const repeated = createBulkRun(world.deps)
    repeated.start(both)
    await untilPhase(repeated, 'preview')
    repeated.choose('changed')
    expect((await untilPhase(repeated, 'report')).report).toMatchObject({ firstTime: 32 })
    expect(stampOf(world)).toBeLessThanOrEqual(clock.now())
  })
})
