import { beforeEach, describe, expect, it } from 'vitest'

import { emptyStored } from '../../widget/jobs/emptyStored'
import { loadMirror } from '../../widget/jobs/mirror/createSourceReading'
import { rowOf } from '../../widget/jobs/rowOf'
import type { RunReport, RunState } from '../../widget/jobs/runState'
import type { UnixSeconds } from '../../widget/records/brands'
import { createMirrorStore } from '../../widget/store/createMirrorStore'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab, ownerOf } from './support/createTab'
import { createWorld, type World, worldNow } from './support/createWorld'
import { fieldOf } from './support/fieldOf'
import { nextTag } from './support/noStores'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const contactCount = 900
const cardCount = contactCount + 2
const aWorld = (): World =>
  createWorld({
    settings: { preview: 'skip', write: 'changed' },
    account: anAccount({
      contactCount,
      leads: Array.from({ length: 1200 }, (_, position) =>
        aWireLead(5000 + position, {
          contacts: [(position % contactCount) + 1],
          company: 1001 + (position % 2),
        }),
      ),
    }),
  })

/** At one request in ten seconds a look that reaches back five of them meets no more than the last batch. */
const tabOf = (world: World) => createTab(world, null, 10)
type Tab = ReturnType<typeof tabOf>

/** The report, once the records are stored: nothing is asked after it. */
const reportOf = async (tab: Tab): Promise<RunReport> => {
  const { report } = await untilPhase(tab.run, 'report')
  const asked = tab.requests.length
  await tab.untilKept()
  expect(tab.requests.slice(asked)).toEqual([])
  return report
}

const runIn = (tab: Tab): Promise<RunReport> => {
  tab.run.start(both)
  return reportOf(tab)
}

/** A run in a new tab, ten minutes later. */
const runNext = async (world: World) => {
  world.passTime(600)
  const tab = tabOf(world)
  return { report: await runIn(tab), tab }
}

/** `contacts/7` of each card that was sent, in order. */
const sentIn = ({ requests }: Tab): readonly string[] =>
  requests.flatMap(({ method, path, body }) =>
    method === 'PATCH' && Array.isArray(body)
      ? (body as { id: number }[]).map(({ id }) => `${path.split('/').at(-1)}/${id}`)
      : [],
  )

/** The last page that was asked of what changed in this list. */
const pagesOf = ({ requests }: Tab, type: 'contacts' | 'companies'): number =>
  Math.max(
    0,
    ...requests.map(({ path }) =>
      path.startsWith(`/api/v4/${type}?`) && path.includes('order[updated_at]=desc')
        ? Number(/[?&]page=(\d+)/.exec(path)?.[1])
        : 0,
    ),
  )
const listsIn = ({ requests }: Tab): number =>
  requests.filter(({ path }) => path.includes('order[id]=asc')).length

const expectFewPages = (tab: Tab): void => {
  expect(listsIn(tab)).toBe(0)
  expect(pagesOf(tab, 'contacts')).toBe(1)
  expect(pagesOf(tab, 'companies')).toBe(1)
}

/** Once, as soon as the first batch is confirmed. */
const onceWriting = ({ run }: Tab, act: (state: RunState) => void): void => {
  const undo = run.subscribe((state) => {
    if (state.phase !== 'writing' || state.progress.written === 0) return
    undo()
    act(state)
  })
}

/** Somebody else writes one of our fields of a contact. */
/** The contacts as the next run finds them. */
const contactsIn = async (world: World) => {
  const mirror = await loadMirror(createMirrorStore(ownerOf(world)), nextTag())
  if (mirror === null) throw new Error('nothing was stored')
  return mirror.records.finish().parents.contacts
}
const namesIn = async (world: World): Promise<readonly string[]> =>
  (await contactsIn(world)).names.map((name) => name ?? '')

const priceOf = (id: number, price: number) => ({ op: 'update', entity: 'leads', id, set: { price } })

describe("a run's own writes", () => {
  beforeEach(useFakeIndexedDb)

  it('are not read back, neither behind the report nor by the next run', async () => {
    const world = aWorld()
    expect(await runIn(tabOf(world))).toMatchObject({ firstTime: cardCount })
    const { tab, report } = await runNext(world)
    expect(report).toMatchObject({ changed: 0, firstTime: 0, stamped: 0, unchanged: cardCount })
    expect(sentIn(tab)).toEqual([])
    expectFewPages(tab)
  })

  it('are known also where they only renewed the stamp', async () => {
    const world = aWorld()
    await runIn(tabOf(world))
    world.setSettings({ write: 'always' })
    expect((await runNext(world)).report).toMatchObject({ stamped: cardCount })
    world.setSettings({ write: 'changed' })
    const { tab, report } = await runNext(world)
    expect(report).toMatchObject({ unchanged: cardCount })
    expectFewPages(tab)
  })

  it('are what the next run compares with: it writes just the cards of a deal that changed', async () => {
    const world = aWorld()
    await runIn(tabOf(world))
    world.passTime(60)
    await world.change(priceOf(5007, 5))
    const { tab } = await runNext(world)
    expect(sentIn(tab)).toEqual(['contacts/8', 'companies/1002'])
    expectFewPages(tab)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('are known to the next run when this one was stopped in the middle', async () => {
    const world = aWorld()
    const first = tabOf(world)
    onceWriting(first, () => first.run.stop())
    expect(await runIn(first)).toMatchObject({ isComplete: false })
    expect(sentIn(first).length).toBeLessThan(contactCount)
    const { tab, report } = await runNext(world)
    expect(report).toMatchObject({ firstTime: cardCount - sentIn(first).length })
    expect(listsIn(tab)).toBe(0)
    expect(new Set([...sentIn(first), ...sentIn(tab)]).size).toBe(cardCount)
    expect(sentIn(first).length + sentIn(tab).length).toBe(cardCount)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('are met by the next run when this one failed in the middle', async () => {
    const world = aWorld()
    await runIn(tabOf(world))
    world.passTime(600)
    await world.change(...Array.from({ length: 600 }, (_, position) => priceOf(5000 + position, 7)))
    await world.setFaults({
      method: 'PATCH',
      after: 2,
      status: 403,
      body: { status: 403, detail: 'Нет прав' },
    })
    const failing = tabOf(world)
    failing.run.start(both)
    const written = (await untilPhase(failing.run, 'failed')).report?.changed ?? 0
    expect(written).toBeGreaterThan(0)
    await world.setFaults()
    const { tab, report } = await runNext(world)
    expect(report).toMatchObject({ changed: 602 - written, unchanged: 300 + written })
    expect(sentIn(tab)).toHaveLength(602 - written)
    expect(listsIn(tab)).toBe(0)
    expect(diffAccountFields(world.account())).toEqual([])
    expectFewPages((await runNext(world)).tab)
  })

  it.each([0, 1200])('of a tab that died, paused for %i seconds before, are known too', async (pause) => {
    const world = aWorld()
    const first = tabOf(world)
    onceWriting(first, () => (pause > 0 ? first.run.pause() : first.die()))
    first.run.start(both)
    if (pause > 0) {
      await untilPhase(first.run, 'paused')
      world.passTime(pause)
      const written = sentIn(first).length
      first.run.subscribe((state) => {
        if (state.phase === 'writing' && state.progress.written > written) first.die()
      })
      first.run.resume()
    }
    await first.dead
    await first.untilQuiet()
    world.passTime(40)
    const resumed = tabOf(world)
    resumed.run.resumeUnfinished()
    expect(await reportOf(resumed)).toMatchObject({ firstTime: cardCount, isComplete: true })
    await world.change(priceOf(5007, 5))
    const { tab } = await runNext(world)
    expect(sentIn(tab)).toEqual(['contacts/8', 'companies/1002'])
    expectFewPages(tab)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('and those of others while it wrote are known after it was suspended and gone on with', async () => {
    const world = aWorld()
    const first = tabOf(world)
    onceWriting(first, () => first.run.pause())
    first.run.start(both)
    await untilPhase(first.run, 'paused')
    const [card] = sentIn(first)
    await world.change({
      op: 'update',
      entity: 'contacts',
      id: Number(card?.split('/')[1]),
      set: { name: 'Другое' },
    })
    world.passTime(1200)
    const written = sentIn(first).length
    first.run.subscribe((state) => {
      if (state.phase === 'writing' && state.progress.written > written) first.run.suspend()
    })
    first.run.resume()
    await untilPhase(first.run, 'cancelled')
    world.passTime(40)
    const resumed = tabOf(world)
    resumed.run.resumeUnfinished()
    expect(await reportOf(resumed)).toMatchObject({ firstTime: cardCount, isComplete: true })
    const { tab, report } = await runNext(world)
    expect(report).toMatchObject({ unchanged: cardCount })
    expect(sentIn(tab)).toEqual([])
    expect(pagesOf(tab, 'contacts')).toBeGreaterThan(1)
    expect(await namesIn(world)).toContain('Другое')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('give way to what a card was refreshed with in this browser meanwhile', async () => {
    const world = aWorld()
    const tab = tabOf(world)
    const actualAt = (worldNow + 36_000) as UnixSeconds
    const stored = { ...emptyStored, boughtCount: 77, actualAt }
    onceWriting(tab, () => {
      for (const id of [1, contactCount])
        tab.freshCards.tell({ parent: { type: 'contacts', id }, stored, actualAt })
    })
    expect(await runIn(tab)).toMatchObject({ firstTime: cardCount - 1 })
    const contacts = await contactsIn(world)
    const storedOf = (id: number) => rowOf(contacts, contacts.index.indexOf(id)).stored
    expect([1, contactCount].map(storedOf)).toEqual([stored, stored])
    expect(storedOf(2)).toMatchObject({ boughtCount: 2 })
  })

  it('whose answer was lost are found once and not read again', async () => {
    const world = aWorld()
    await world.setFaults({ method: 'PATCH', path: '/api/v4/contacts', after: 1, times: 1, drop: 'after' })
    const first = tabOf(world)
    expect(await runIn(first)).toMatchObject({ firstTime: cardCount, failed: [] })
    expect(sentIn(first)).toHaveLength(cardCount)
    const { tab, report } = await runNext(world)
    expect(report).toMatchObject({ unchanged: cardCount })
    expectFewPages(tab)
  })

  it('are read once more by the next run where a pause began with an answer that stayed lost', async () => {
    const world = aWorld()
    const busy = { status: 503, body: { status: 503, detail: 'Busy' } }
    await world.setFaults({ method: 'PATCH', path: '/api/v4/contacts', after: 1, times: 5, ...busy })
    const first = tabOf(world)
    first.run.start(both)
    await untilPhase(first.run, 'paused')
    first.run.resume()
    expect(await reportOf(first)).toMatchObject({ firstTime: cardCount })
    const { tab, report } = await runNext(world)
    expect(report).toMatchObject({ unchanged: cardCount })
    expect(listsIn(tab)).toBe(0)
    expect(pagesOf(tab, 'contacts')).toBeGreaterThan(1)
    expectFewPages((await runNext(world)).tab)
  })

  it('hide nothing that another computer has written over them, where one was met', async () => {
    const world = aWorld()
    world.setSettings({ preview: 'ask' })
    const first = tabOf(world)
    first.run.start(both)
    await untilPhase(first.run, 'preview')
    world.passTime(500)
    const afterRequest = { method: 'PATCH', path: '/api/v4/contacts', n: 3 }
    await world.change(
      ...Array.from({ length: 12 }, (_, position) =>
        fieldOf(world, 800 + position, 'ACTUAL_AT', worldNow + 500),
      ),
      { ...fieldOf(world, 1, 'BOUGHT_SUM', 12_345), afterRequest },
    )
    first.run.choose('changed')
    await untilPhase(first.run, 'paused')
    first.run.resume()
    expect(await reportOf(first)).toMatchObject({ isComplete: true })
    world.setSettings({ preview: 'skip' })
    const { tab } = await runNext(world)
    expect(sentIn(tab)).toEqual(['contacts/1'])
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('hide nothing that was changed between the report and «Повторить только ошибки»', async () => {
    const world = aWorld()
    const refused = { status: 400, body: { status: 400, detail: 'Контакт заблокирован' } }
    await world.setFaults({ method: 'PATCH', containsId: 77, times: 1000, ...refused })
    const first = tabOf(world)
    expect((await runIn(first)).failed).toHaveLength(1)
    await world.setFaults()
    world.passTime(3600)
    await world.change(fieldOf(world, 5, 'BOUGHT_SUM', 12_345))
    world.passTime(60)
    first.run.retryFailed()
    expect(await reportOf(first)).toMatchObject({ firstTime: cardCount, failed: [] })
    const { tab } = await runNext(world)
    expect(sentIn(tab)).toEqual(['contacts/5'])
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
