import { beforeEach, describe, expect, it } from 'vitest'

import type { RunState } from '../../widget/jobs/runState'
import { createMirrorRecords } from '../../widget/jobs/mirror/createMirrorRecords'
import { createMirrorStore } from '../../widget/store/createMirrorStore'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { aLongWorld } from './support/brokenLists'
import { createTab, ownerOf } from './support/createTab'
import type { World } from './support/createWorld'
import { nextTag } from './support/noStores'
import { untilPhase } from './support/untilPhase'

const lists = ['leads', 'customers', 'contacts', 'companies'] as const
const week = 8 * 24 * 3600

/** A run of a fresh tab up to its first pause or its report. */
const runTab = async (world: World, isFull = false) => {
  const tab = createTab(world, null, 0)
  tab.run.start({ entities: ['contacts', 'companies'], isFull })
  const state: RunState = await untilPhase(tab.run, 'paused', 'report')
  return { ...tab, state }
}

const runOnce = async (world: World): Promise<void> => {
  const { state, untilKept } = await runTab(world)
  expect(state.phase).toBe('report')
  await untilKept()
}

/** Rows of each list in the kept records. */
const keptCounts = async (world: World) => {
  const records = createMirrorRecords(nextTag())
  const loaded = await createMirrorStore(ownerOf(world)).load(
    () => (table, key, block) => records.load(table, key, block),
  )
  expect(loaded.kind).toBe('loaded')
  return records.counts
}

const whole = { leads: 1100, customers: 530, contacts: 620, companies: 540 }

describe.each(lists)('the list of %s is 204 as a whole, after a run that knew it', (list) => {
  beforeEach(useFakeIndexedDb)

  it.each([
    ['a full recalculation', true, 0],
    ['a run more than a week later', false, week],
  ] as const)(
    '%s pauses, tells both numbers, writes nothing and keeps what was kept',
    async (_name, isFull, seconds) => {
      const world = aLongWorld()
      await runOnce(world)
      world.passTime(3600 + seconds)
      await world.setFaults({ path: `/api/v4/${list}?`, status: 204 })
      const { run, requests, state } = await runTab(world, isFull)
      expect(state).toMatchObject({
        phase: 'paused',
        reason: { kind: 'listFall', source: list, before: whole[list], now: 0 },
      })
      expect(requests.filter(({ method }) => method === 'PATCH')).toEqual([])
      expect(await keptCounts(world)).toMatchObject(whole)
      run.stop()
      await untilPhase(run, 'cancelled')
      expect(await keptCounts(world)).toMatchObject(whole)
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )

  it('healed by the time the user goes on: it is read again, and every figure is right', async () => {
    const world = aLongWorld()
    await runOnce(world)
    world.passTime(3600)
    await world.setFaults({ path: `/api/v4/${list}?`, status: 204 })
    const { run } = await runTab(world, true)
    await world.setFaults()
    run.resume()
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('once: another order brings it, and nobody is asked', async () => {
    const world = aLongWorld()
    await runOnce(world)
    world.passTime(3600)
    await world.setFaults({ path: `/api/v4/${list}?`, status: 204, times: 2 })
    const { state } = await runTab(world, true)
    expect(state.phase).toBe('report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})

describe('a list that has really become shorter', () => {
  beforeEach(useFakeIndexedDb)

  const deleteLeads = (world: World, count: number) =>
    world.change(
      ...Array.from({ length: count }, (_, row) => ({ op: 'delete', entity: 'leads', id: 5000 + row })),
    )

  it('asks nobody where events tell of it', async () => {
    const world = aLongWorld()
    await runOnce(world)
    world.passTime(3600)
    await deleteLeads(world, 400)
    const { state } = await runTab(world, true)
    expect(state.phase).toBe('report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('asks, and goes on as soon as the user says that it is right', async () => {
    const world = aLongWorld()
    await runOnce(world)
    world.passTime(3600)
    await deleteLeads(world, 400)
    await world.setFaults({ path: '/api/v4/events?', status: 204 })
    const { run, state } = await runTab(world, true)
    expect(state).toMatchObject({ reason: { kind: 'listFall', source: 'leads', before: 1100, now: 700 } })
    run.resume()
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
    const again = await runTab(world, true)
    expect(again.state.phase).toBe('report')
  })

  it('asks where only deletions from before it was counted could explain it', async () => {
    const world = aLongWorld()
    await runOnce(world)
    world.passTime(3600)
    await deleteLeads(world, 600)
    world.passTime(60)
    world.setSettings({ preview: 'ask' })
    // A run that leaves the fields as they are counts the lists all the same.
    const counting = createTab(world, null, 0)
    counting.run.start({ entities: ['contacts', 'companies'], isFull: true })
    await untilPhase(counting.run, 'preview')
    counting.run.choose('nothing')
    await untilPhase(counting.run, 'report')
    await counting.untilKept()
    world.passTime(3600)
    world.setSettings({ preview: 'skip' })
    await world.setFaults({ path: '/api/v4/leads?', status: 204 })
    const { run, state } = await runTab(world, true)
    expect(state).toMatchObject({ reason: { kind: 'listFall', source: 'leads', before: 500, now: 0 } })
    run.stop()
  })

  it('of a few records is nobody’s question', async () => {
    const world = aLongWorld()
    await runOnce(world)
    world.passTime(3600)
    await deleteLeads(world, 20)
    await world.setFaults({ path: '/api/v4/events?', status: 204 })
    expect((await runTab(world, true)).state.phase).toBe('report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
