import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'

import { fieldCodes } from '../../widget/jobs/fieldCodes'
import { peekUnfinished, type UnfinishedRun } from '../../widget/jobs/peekUnfinished'
import { createCheckpointStore } from '../../widget/store/createCheckpointStore'
import { unfinishedText } from '../../widget/state/unfinishedText'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { someTexts } from '../views/someTexts'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab, type Death, ownerOf } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = () =>
  anAccount({
    contactCount: 600,
    companyCount: 100,
    leads: Array.from({ length: 700 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 600) + 1], company: 1001 + (position % 100) }),
    ),
  })

const unfinishedIn = (world: World) =>
  peekUnfinished(createCheckpointStore(ownerOf(world), world.clock), world.deps.settings())

/** Cards that were sent in batches that reached the CRM. */
const cardsTaken = (tabs: readonly ReturnType<typeof createTab>[]): number =>
  new Set(
    tabs
      .flatMap((tab) => tab.requests)
      .filter(
        ({ method, path, body }) =>
          method === 'PATCH' && /\/(?:contacts|companies)$/.test(path) && Array.isArray(body),
      )
      .flatMap(({ path, body }) => (body as { id: number }[]).map(({ id }) => `${path}/${id}`)),
  ).size

/** Runs until the tab dies, or the run is over. */
const runTab = async (world: World, death: Death) => {
  const tab = createTab(world, death)
  tab.run.subscribe((state) => {
    if (state.phase === 'preview') queueMicrotask(() => tab.run.choose('all'))
  })
  if ((await unfinishedIn(world)) === null) tab.run.start(both)
  else tab.run.resumeUnfinished()
  await Promise.race([tab.dead, untilPhase(tab.run, 'report')])
  await tab.untilQuiet()
  return tab
}

/** What makes a resumed run read the account anew. */
const spoil = {
  nothing: async (_world: World) => undefined,
  anotherField: async (world: World) => {
    const fields = await world.client.listCustomFields('contacts', { priority: 'run' })
    const own = fields.find(({ code }) => code === fieldCodes.boughtCount)
    if (own !== undefined) await world.client.deleteCustomField('contacts', own.id, { priority: 'run' })
  },
  aWeek: async (world: World) => world.passTime(8 * 24 * 3600),
}

describe('the number of cards that a closed tab has written', () => {
  beforeEach(useFakeIndexedDb)

  it('is never told to be more than the CRM took, nor less than what was told before, wherever two tabs are cut off', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ atRequest: fc.integer({ min: 3, max: 40 }), isSent: fc.boolean() }), {
          minLength: 2,
          maxLength: 3,
        }),
        fc.constantFrom(...(Object.keys(spoil) as (keyof typeof spoil)[])),
        async (deaths, between) => {
          const world = createWorld({ account: account() })
          const tabs: ReturnType<typeof createTab>[] = []
          let told = 0
          for (const death of deaths) {
            tabs.push(await runTab(world, death))
            const unfinished: UnfinishedRun | null = await unfinishedIn(world)
            if (unfinished === null) return
            const taken = cardsTaken(tabs)
            expect(unfinished.written).toBeLessThanOrEqual(taken)
            expect(unfinished.written).toBeGreaterThanOrEqual(told)
            if (taken > 0) expect(unfinishedText(someTexts(), unfinished)).not.toContain('записи ещё не было')
            told = unfinished.written
            await spoil[between](world)
          }
        },
      ),
      { numRuns: 20 },
    )
  })

  it('is not «none yet» when the page was reloaded in its first seconds of writing, and left while it came up again', async () => {
    const world = createWorld({ account: account() })
    const first = createTab(world)
    let firstBatch = 0
    first.run.subscribe((state) => {
      if (state.phase === 'preview') queueMicrotask(() => first.run.choose('changed'))
      if (state.phase === 'writing' && state.progress.written > 0 && firstBatch === 0) {
        firstBatch = state.progress.written
        first.die()
      }
    })
    first.run.start(both)
    await first.dead
    await first.untilQuiet()
    const second = createTab(world, { atRequest: 3, isSent: true })
    second.run.resumeUnfinished()
    await second.dead
    await second.untilQuiet()
    const unfinished = await unfinishedIn(world)
    expect(firstBatch).toBeGreaterThan(0)
    expect(unfinished).toMatchObject({ hasBegunWriting: true })
    expect(unfinishedText(someTexts(), unfinished!)).toMatch(/часть карточек уже могла быть записана$/)
  })
})
