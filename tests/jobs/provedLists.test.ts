import { beforeEach, describe, expect, it } from 'vitest'

import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { aWireLead } from './support/anAccount'
import { aLongWorld, startRun } from './support/brokenLists'
import { createTab } from './support/createTab'
import type { SentRequest } from './support/createAppAdapter'
import { untilPhase } from './support/untilPhase'

/** Calls that only prove that a list is whole. */
const isProof = ({ path }: SentRequest): boolean =>
  path.includes('order[id]=desc&limit=1&') || /\/customers\?.*limit=(1\d|2[0-5])&/.test(path)

describe('a run proves that its lists are whole', () => {
  it('by four calls in all, one for each list', async () => {
    const world = aLongWorld()
    await untilPhase(startRun(world), 'report')
    const proofs = world.requests.filter(isProof).map(({ path }) => path.split('?')[0])
    expect(proofs).toHaveLength(4)
    expect(new Set(proofs)).toEqual(
      new Set(['leads', 'customers', 'contacts', 'companies'].map((list) => `/api/v4/${list}`)),
    )
  })

  it('and reads on where records were made meanwhile', async () => {
    const world = aLongWorld()
    await world.change(
      ...Array.from({ length: 400 }, (_, row) => ({
        op: 'create',
        entity: 'leads',
        set: aWireLead(50_000 + row, { contacts: [(row % 620) + 1] }),
        afterRequest: { method: 'GET', path: '/api/v4/contacts?', n: 1 },
      })),
    )
    await untilPhase(startRun(world), 'report')
    expect(diffAccountFields(world.account())).toEqual([])
    expect(world.requests.length).toBeLessThan(120)
  })

  it('and takes the end for the end where the last record goes meanwhile', async () => {
    const world = aLongWorld()
    await world.change({
      op: 'delete',
      entity: 'leads',
      id: 6099,
      afterRequest: { method: 'GET', path: '/api/v4/contacts?', n: 1 },
    })
    await untilPhase(startRun(world), 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it.each([
    ['whole', null],
    ['cut', { path: '/leads\\?.*limit=250&page=2$/', rewrite: { dropNext: true } }],
  ])('in an account that gives its deals in no other order, %s', async (_name, rule) => {
    const world = aLongWorld()
    const unverified = { leadsOrderWithoutFilters: false, filters: false }
    world.host.context.faults.replace({
      unverified,
      ratePerSecond: 1000,
      rules: rule === null ? [] : [rule],
    })
    await untilPhase(startRun(world), 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('in an account that gives its deals in no other order, cut on its last page after the run was paused before it', async () => {
    const world = aLongWorld()
    const page = '/leads\\?.*limit=250&page=5$/'
    world.host.context.faults.replace({
      unverified: { leadsOrderWithoutFilters: false, filters: false },
      ratePerSecond: 1000,
      rules: [
        { path: page, status: 500, times: 5 },
        { path: page, rewrite: { keepRows: 1, dropNext: true }, times: 1 },
      ],
    })
    const run = startRun(world)
    await untilPhase(run, 'paused')
    run.resume()
    await untilPhase(run, 'report')
    // What is changed is read as a whole here and would bring the deals too: the list itself has to be known as cut.
    const looks = world.requests.filter(({ path }) => /\/leads\?.*order\[id\]=asc&limit=(?!250&)/.test(path))
    expect(looks.length).toBeGreaterThan(0)
    expect(diffAccountFields(world.account())).toEqual([])
  })
})

describe('a tab dies after a list that ended early was read', () => {
  beforeEach(useFakeIndexedDb)

  it('the next one proves the end before it counts', async () => {
    for (const atRequest of [16, 18, 20, 22, 24]) {
      const world = aLongWorld()
      const once = {
        path: '/leads\\?.*limit=250&page=2$/',
        rewrite: { dropNext: true, keepRows: 60 },
        times: 1,
      }
      await world.setFaults(once)
      const first = createTab(world, { atRequest, isSent: true })
      first.run.start({ entities: ['contacts', 'companies'] })
      await first.dead
      await first.untilQuiet()
      const second = createTab(world)
      second.run.resumeUnfinished()
      const state = await untilPhase(second.run, 'report').catch(() => null)
      if (state === null) {
        second.run.start({ entities: ['contacts', 'companies'] })
        await untilPhase(second.run, 'report')
      }
      expect(diffAccountFields(world.account())).toEqual([])
    }
  })
})

describe('a list is read again for what changed', () => {
  beforeEach(useFakeIndexedDb)

  /** So many deals hang on them that without filters their list is cheaper to read again than they are one by one. */
  const deleteContacts = (count: number) =>
    Array.from({ length: count }, (_, row) => ({ op: 'delete', entity: 'contacts', id: 3 * row + 1 }))

  it('and is 204: what is kept stays, nothing is written, and the user is asked', async () => {
    const world = aLongWorld()
    world.setSettings({ write: 'changed' })
    await world.setUnverified({ filters: false })
    const first = createTab(world, null, 0)
    first.run.start({ entities: ['contacts', 'companies'] })
    await untilPhase(first.run, 'report')
    await first.untilKept()
    world.passTime(3600)
    await world.change(...deleteContacts(12))
    world.host.context.faults.replace({
      unverified: { filters: false },
      ratePerSecond: 1000,
      rules: [{ path: '/leads\\?.*order\\[id\\]/', status: 204 }],
    })
    const second = createTab(world, null, 0)
    second.run.start({ entities: ['contacts', 'companies'] })
    const paused = await untilPhase(second.run, 'paused')
    expect(paused.reason).toMatchObject({ kind: 'listFall', source: 'leads', before: 1100, now: 0 })
    expect(second.requests.filter(({ method }) => method === 'PATCH')).toEqual([])
    await world.setUnverified({ filters: false })
    second.run.resume()
    await untilPhase(second.run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
