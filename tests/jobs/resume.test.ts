import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'

import { peekUnfinished } from '../../widget/jobs/peekUnfinished'
import type { WriteChoice } from '../../widget/jobs/runState'
import { createCheckpointStore } from '../../widget/store/createCheckpointStore'
import { deleteStore } from '../../widget/store/deleteStore'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { forbidIndexedDb, useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab, type Death, ownerOf } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = () =>
  anAccount({
    contactCount: 1600,
    companyCount: 300,
    leads: Array.from({ length: 3100 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 1600) + 1], company: 1001 + (position % 300) }),
    ),
  })

type Tab = ReturnType<typeof createTab>

/** Answers the preview and goes on to the report; false when the tab dies first. */
const goOn = async (tab: Tab, choice: WriteChoice): Promise<boolean> => {
  const undo = tab.run.subscribe((state) => {
    if (state.phase === 'preview') queueMicrotask(() => tab.run.choose(choice))
  })
  const isDead = await Promise.race([
    tab.dead.then(() => true),
    untilPhase(tab.run, 'report').then(() => false),
  ])
  undo()
  return !isDead
}

const unfinishedIn = (world: World) =>
  peekUnfinished(createCheckpointStore(ownerOf(world), world.clock), world.deps.settings())

/** Runs with a death in each of the tabs, and resumes each time, up to the report. */
const runWithDeaths = async (
  world: World,
  deaths: readonly Death[],
  choice: WriteChoice,
  meanwhile: () => Promise<void> = async () => undefined,
) => {
  const tabs: Tab[] = []
  for (const death of [...deaths, null]) {
    const tab = createTab(world, death)
    tabs.push(tab)
    const unfinished = await unfinishedIn(world)
    if (unfinished === null) tab.run.start(both)
    else tab.run.resumeUnfinished()
    if (await goOn(tab, choice)) return { tabs, report: tab.run.state() }
    await tab.untilQuiet()
    world.passTime(40)
    await meanwhile()
  }
  throw new Error('the last tab never dies')
}

/** How often each card was sent in requests that reached the CRM. */
const timesSent = (tabs: readonly Tab[]): ReadonlyMap<string, number> => {
  const times = new Map<string, number>()
  for (const { method, path, body } of tabs.flatMap((tab) => tab.requests)) {
    if (method !== 'PATCH' || !Array.isArray(body)) continue
    for (const { id } of body as { id: number }[]) {
      const key = `${path}/${id}`
      times.set(key, (times.get(key) ?? 0) + 1)
    }
  }
  return times
}
const isListPage = ({ path }: { readonly path: string }) => path.includes('order[id]=asc')
const pagesRead = (tabs: readonly Tab[]) => tabs.flatMap((tab) => tab.requests).filter(isListPage).length

describe('a run whose tab is closed', () => {
  beforeEach(useFakeIndexedDb)

  it.each(['changed', 'all'] as const)(
    'ends with the right figures wherever it was cut off, and writes no card twice (%s)',
    async (choice) => {
      const death = fc.record({ atRequest: fc.integer({ min: 3, max: 50 }), isSent: fc.boolean() })
      await fc.assert(
        fc.asyncProperty(fc.array(death, { minLength: 1, maxLength: 4 }), async (deaths) => {
          const world = createWorld({ account: account() })
          const { tabs, report } = await runWithDeaths(world, deaths, choice)
          expect(diffAccountFields(world.account())).toEqual([])
          expect(Math.max(...timesSent(tabs).values())).toBe(1)
          expect(timesSent(tabs).size).toBe(1900)
          expect(report).toMatchObject({ report: { firstTime: 1900, failed: [], isComplete: true } })
          expect(await unfinishedIn(world)).toBeNull()
        }),
        { numRuns: 6, endOnFailure: true },
      )
    },
  )

  it('sees what the users of the CRM change while no tab is open', async () => {
    const death = fc.record({ atRequest: fc.integer({ min: 13, max: 48 }), isSent: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(death, { minLength: 1, maxLength: 2 }), async (deaths) => {
        const world = createWorld({ account: account() })
        let round = 0
        await runWithDeaths(world, deaths, 'changed', async () => {
          round += 1
          await world.change(
            { op: 'update', entity: 'leads', id: 5000 + round, set: { price: 77 } },
            { op: 'delete', entity: 'leads', id: 5500 + round },
            { op: 'delete', entity: 'contacts', id: 30 + round },
            { op: 'merge', entity: 'contacts', id: 60 + round, into: 90 },
            {
              op: 'unlink',
              entity: 'leads',
              id: 5700 + round,
              to: { entity: 'companies', id: 1101 + round },
            },
            { op: 'create', entity: 'contacts', set: { name: `Новый ${round}` } },
          )
        })
        expect(diffAccountFields(world.account())).toEqual([])
      }),
      { numRuns: 6, endOnFailure: true },
    )
  })

  it('does not read finished pages again', async () => {
    const world = createWorld({ account: account() })
    const whole = createTab(world)
    whole.run.start(both)
    await goOn(whole, 'nothing')
    const pages = pagesRead([whole])
    const { tabs } = await runWithDeaths(
      createWorld({ account: account() }),
      [{ atRequest: 24, isSent: true }],
      'changed',
    )
    // Three seconds between two saves and what was on its way: at one request a second some pages, not all twenty.
    expect(pagesRead(tabs)).toBeLessThanOrEqual(pages + 8)
  })

  it('asks the preview again: what was read is kept, the answer was not given', async () => {
    const world = createWorld({ account: account() })
    const first = createTab(world)
    first.run.start(both)
    await untilPhase(first.run, 'preview')
    await first.untilQuiet()
    first.die()
    expect(await unfinishedIn(world)).toMatchObject({ written: 0, total: 0 })
    world.passTime(3600)
    const second = createTab(world)
    second.run.resumeUnfinished()
    const { preview } = await untilPhase(second.run, 'preview')
    expect(preview.counts.contacts).toMatchObject({ total: 1600, firstTime: 1600 })
    expect(pagesRead([second])).toBe(0)
  })

  it('is forgotten once it was stopped by the user, and kept where it was only suspended', async () => {
    const world = createWorld({ account: account() })
    for (const [end, left] of [
      ['stop', null],
      ['suspend', { written: 0, total: 0 }],
    ] as const) {
      const tab = createTab(world)
      tab.run.start(both)
      await untilPhase(tab.run, 'preview')
      tab.run[end]()
      await untilPhase(tab.run, 'cancelled')
      const unfinished = await unfinishedIn(world)
      expect(unfinished === null ? null : { written: unfinished.written, total: unfinished.total }).toEqual(
        left,
      )
    }
  })

  it('stops after the batch in flight when it is suspended in writing, and the next tab writes the rest', async () => {
    const world = createWorld({ account: account() })
    const first = createTab(world)
    const undo = first.run.subscribe((state) => {
      if (state.phase === 'preview') queueMicrotask(() => first.run.choose('changed'))
      if (state.phase !== 'writing' || state.progress.written === 0) return
      undo()
      first.run.suspend()
    })
    first.run.start(both)
    await untilPhase(first.run, 'cancelled')
    const unfinished = await unfinishedIn(world)
    expect(unfinished?.total).toBe(1900)
    expect(unfinished?.written).toBeGreaterThan(0)
    const second = createTab(world)
    second.run.resumeUnfinished()
    expect(await goOn(second, 'changed')).toBe(true)
    expect(Math.max(...timesSent([first, second]).values())).toBe(1)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('does not go on under other settings', async () => {
    const world = createWorld({ account: account() })
    await leavePreview(world)
    world.setSettings({ rate: 3, cardRefresh: 'off' })
    expect(await unfinishedIn(world)).not.toHaveProperty('obstacle')
    world.setSettings({ contacts: 'split' })
    expect(await unfinishedIn(world)).toMatchObject({ obstacle: 'otherSettings' })
    const tab = createTab(world)
    tab.run.resumeUnfinished()
    expect(await untilPhase(tab.run, 'failed')).toMatchObject({ failure: { kind: 'notResumable' } })
    expect(tab.requests).toEqual([])
  })

  it('reads anew where its records were deleted while it still went on', async () => {
    const world = createWorld({ account: account() })
    const first = createTab(world)
    first.run.subscribe((state) => {
      if (state.phase === 'preview') queueMicrotask(() => first.run.choose('changed'))
      if (state.phase === 'writing' && state.progress.written > 0) first.run.pause()
    })
    first.run.start(both)
    await untilPhase(first.run, 'paused')
    await first.untilQuiet()
    await deleteStore(ownerOf(world))
    const saved = first.untilSaved()
    first.run.resume()
    await saved
    first.die()
    await first.untilQuiet()
    const tab = createTab(world)
    if ((await unfinishedIn(world)) === null) tab.run.start(both)
    else tab.run.resumeUnfinished()
    expect(await goOn(tab, 'changed')).toBe(true)
    expect(pagesRead([tab])).toBeGreaterThan(20)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('reads anew where a field was deleted and made again meanwhile', async () => {
    const world = createWorld({ account: account() })
    await leavePreview(world)
    const [field] = await world.client.listCustomFields('contacts', { priority: 'run' })
    await world.client.deleteCustomField('contacts', field?.id ?? 0, { priority: 'run' })
    const tab = createTab(world)
    tab.run.resumeUnfinished()
    expect(await goOn(tab, 'changed')).toBe(true)
    expect(pagesRead([tab])).toBeGreaterThan(20)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('reads anew what was read more than a week ago', async () => {
    const world = createWorld({ account: account() })
    await leavePreview(world)
    world.passTime(8 * 24 * 3600)
    const tab = createTab(world)
    tab.run.resumeUnfinished()
    expect(await goOn(tab, 'changed')).toBe(true)
    expect(pagesRead([tab])).toBeGreaterThan(20)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('is over when the storage is forbidden: the run itself works as ever', async () => {
    forbidIndexedDb()
    const world = createWorld({ account: account() })
    const { tabs } = await runWithDeaths(world, [{ atRequest: 20, isSent: true }], 'changed')
    expect(pagesRead(tabs)).toBeGreaterThan(25)
    expect(await unfinishedIn(world)).toBeNull()
    expect(diffAccountFields(world.account())).toEqual([])
  })
})

/** A tab that is closed while its preview is open. */
const leavePreview = async (world: World): Promise<void> => {
  const tab = createTab(world)
  tab.run.start(both)
  await untilPhase(tab.run, 'preview')
  await tab.untilQuiet()
  tab.die()
  world.passTime(60)
}
