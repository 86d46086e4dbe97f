import { beforeEach, describe, expect, it } from 'vitest'

import { diffAccountFields } from '../oracle/diffAccountFields'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const contactCount = 1200
const leadCount = 3000

/** The account of the local CRM's demo in size: 12 pages of deals, 5 of contacts, 1 of companies; no filter package. */
const aWorld = () =>
  createWorld({
    filters: false,
    account: anAccount({
      contactCount,
      leads: Array.from({ length: leadCount }, (_, position) =>
        aWireLead(5000 + position, { contacts: [(position % contactCount) + 1], company: 1001 }),
      ),
    }),
  })

/** A run of a fresh tab to its report, and the requests that it made. */
const runOnce = async (world: World) => {
  world.setSettings({ preview: 'skip', write: 'changed' })
  const tab = createTab(world, null, 0)
  tab.run.start({ entities: ['contacts', 'companies'] })
  await untilPhase(tab.run, 'report')
  await tab.untilKept()
  const paths = tab.requests.map(({ path }) => path)
  return { requests: paths.length, singles: paths.flatMap((path) => singleOf(path) ?? []) }
}

/** `leads/5007` */
const singleOf = (path: string): string | null => /^\/api\/v4\/(\w+\/\d+)(\?|$)/.exec(path)?.[1] ?? null

const countOf = (singles: readonly string[], list: string): number =>
  singles.filter((single) => single.startsWith(`${list}/`)).length

const ids = (count: number, from: number): readonly number[] =>
  Array.from({ length: count }, (_, position) => from + position)

describe('a run in an account without the filter package', () => {
  beforeEach(useFakeIndexedDb)

  it('reads no deleted contact by itself, and deals no dearer than their list', async () => {
    const world = aWorld()
    const full = await runOnce(world)
    world.passTime(600)
    await world.change(...ids(40, 1).map((id) => ({ op: 'delete', entity: 'contacts', id })))
    world.passTime(10)
    const next = await runOnce(world)
    expect(countOf(next.singles, 'contacts')).toBe(0)
    expect(countOf(next.singles, 'leads')).toBeLessThanOrEqual(leadCount / 250)
    expect(next.requests).toBeLessThan(full.requests)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('reads neither a deleted deal by itself nor the clients of a deal that was linked', async () => {
    const world = aWorld()
    await runOnce(world)
    world.passTime(600)
    await world.change(
      ...ids(4, 5000).map((id) => ({ op: 'delete', entity: 'leads', id })),
      ...ids(4, 5100).map((id) => ({
        op: 'link',
        entity: 'leads',
        id,
        to: { entity: 'contacts', id: id - 4000 },
      })),
      ...ids(4, 5200).map((id) => ({ op: 'update', entity: 'leads', id, set: { price: 5 } })),
    )
    world.passTime(10)
    const { singles } = await runOnce(world)
    expect(singles).toEqual([])
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('reads nothing again in a later look of the same run that it has taken in', async () => {
    const world = aWorld()
    await runOnce(world)
    world.passTime(600)
    await world.change(
      ...ids(4, 5100).map((id) => ({
        op: 'link',
        entity: 'leads',
        id,
        to: { entity: 'contacts', id: id - 4000 },
      })),
      { op: 'merge', entity: 'contacts', id: 7, into: 8 },
    )
    // The changes are younger than what every look reaches back.
    world.passTime(4)
    const { singles } = await runOnce(world)
    expect(singles.length).toBeGreaterThan(0)
    expect(singles).toHaveLength(new Set(singles).size)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('looks at what is younger than the accuracy of the clocks once more', async () => {
    const world = aWorld()
    await runOnce(world)
    world.passTime(600)
    const contact = { entity: 'contacts', id: 9 }
    await world.change({ ...contact, op: 'delete' }, { ...contact, op: 'restore' })
    const { singles } = await runOnce(world)
    expect(countOf(singles, 'contacts')).toBeGreaterThan(1)
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it.each(['leads', 'contacts', 'companies'] as const)(
    'never spends more on single %s in one look than their list has pages',
    async (list) => {
      const world = aWorld()
      await runOnce(world)
      const pages = { leads: 12, contacts: 5, companies: 1 }[list]
      const first = { leads: 5000, contacts: 1, companies: 1001 }[list]
      world.passTime(600)
      for (const id of ids(list === 'companies' ? 2 : 30, first))
        await world.change({ op: 'delete', entity: list, id }, { op: 'restore', entity: list, id })
      world.passTime(10)
      const { singles } = await runOnce(world)
      expect(countOf(singles, list)).toBeLessThanOrEqual(pages)
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )
})
