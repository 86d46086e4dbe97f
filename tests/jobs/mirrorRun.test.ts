import { beforeEach, describe, expect, it } from 'vitest'

import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const account = () =>
  anAccount({
    contactCount: 900,
    leads: Array.from({ length: 1200 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 900) + 1], company: 1001 + (position % 2) }),
    ),
  })

/** A run of a fresh tab to its report; waits until its records are stored. */
const runOnce = async (world: World, isFull = false, settings = {}) => {
  world.setSettings({ preview: 'skip', write: 'changed', ...settings })
  const tab = createTab(world)
  const phases: string[] = []
  tab.run.subscribe((state) => {
    if (state.phase === 'reading' && state.progress.since !== undefined) phases.push('changes')
  })
  tab.run.start({ entities: ['contacts', 'companies'], isFull })
  const { report } = await untilPhase(tab.run, 'report')
  await tab.untilKept()
  const lists = tab.requests.filter(({ path }) => path.includes('order[id]=asc')).length
  return { report, lists, requests: tab.requests, phases }
}

describe('a run after another one', () => {
  beforeEach(useFakeIndexedDb)

  it('reads only what changed, and writes only what that changes', async () => {
    const world = createWorld({ account: account() })
    expect(await runOnce(world)).toMatchObject({ report: { firstTime: 902 }, phases: [] })
    world.passTime(600)
    await world.change({ op: 'update', entity: 'leads', id: 5007, set: { price: 5 } })
    const second = await runOnce(world)
    expect(second).toMatchObject({ lists: 0, report: { changed: 2, unchanged: 900 } })
    expect(second.phases).not.toEqual([])
    expect(second.report.requests).toBeLessThan(40)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('counts all cards for the preview, and stamps all of them when asked to', async () => {
    const world = createWorld({ account: account() })
    await runOnce(world)
    world.passTime(600)
    expect(await runOnce(world, false, { write: 'always' })).toMatchObject({
      lists: 0,
      report: { stamped: 902 },
    })
  })

  it('reads everything when the user wants a full recalculation', async () => {
    const world = createWorld({ account: account() })
    const first = await runOnce(world)
    world.passTime(600)
    expect((await runOnce(world, true)).lists).toBe(first.lists)
  })

  it('computes by the settings of today from the records of before', async () => {
    const world = createWorld({ account: account() })
    await runOnce(world)
    world.passTime(600)
    const other = { companies: 'withContacts', averageDigits: 0 } as const
    expect((await runOnce(world, false, other)).lists).toBe(0)
    expect(diffAccountFields(world.account(), other)).toEqual([])
  })

  it('keeps the lists that a run over contacts alone did not need', async () => {
    const world = createWorld({ account: account() })
    await runOnce(world)
    world.passTime(600)
    const contactsOnly = createTab(world)
    contactsOnly.run.start({ entities: ['contacts'] })
    await untilPhase(contactsOnly.run, 'report')
    await contactsOnly.untilKept()
    await world.change({ op: 'update', entity: 'leads', id: 5001, set: { price: 9 } })
    world.passTime(600)
    expect((await runOnce(world)).lists).toBe(0)
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
