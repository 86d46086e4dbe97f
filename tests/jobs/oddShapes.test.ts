import { describe, expect, it } from 'vitest'

import { SHAPE_CHOICES } from '../../host/api/shapes'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunState } from '../../widget/jobs/runState'
import type { Settings } from '../../widget/settings/settings'
import { failureMessage, pauseMessage } from '../../widget/state/runMessages'
import { errorText } from '../../widget/texts/errorText'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { anOddAccount } from './support/anOddAccount'
import { startRun } from './support/brokenLists'
import { createCardWorld } from './support/createCardWorld'
import { createTab } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import { runThrough } from './support/runThrough'
import { storedFigures } from './support/storedFigures'
import { untilPhase } from './support/untilPhase'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { someTexts } from '../views/someTexts'

const texts = someTexts()

/** Every position of every switch that differs from the documented shape, alone. */
const positions = Object.entries(SHAPE_CHOICES).flatMap(([key, choices]) =>
  choices.slice(1).map((choice) => ({ [key]: choice })),
)

/** Where nobody can know a figure that is counted: then nothing is written, and the words say what is missing. */
const stopsRun: Readonly<Record<string, string>> = {
  'isMain nowhere': 'Сделка «Сделка 502» (№ 502): не сказано, какой контакт главный',
  'purchasesCount null': 'Покупатель «Иванов» (№ 801): нет числа покупок',
  'purchasesCount absent': 'Покупатель «Иванов» (№ 801): нет числа покупок',
  'ltv null': 'Покупатель «Иванов» (№ 801): нет суммы покупок',
  'ltv absent': 'Покупатель «Иванов» (№ 801): нет суммы покупок',
  'pipelines none': 'В ответе CRM нет воронок',
  'pipelines 204': 'В ответе CRM нет воронок',
  'pipelineStages none': 'Воронка «Продажи» (№ 10): нет этапов',
  'pipelineStages absent': 'Воронка «Продажи» (№ 10): нет этапов',
  'pipelineStages null': 'Воронка «Продажи» (№ 10): нет этапов',
  'customerStages none': 'CRM не отдаёт этапы покупателей: список пуст',
  'customerStages 204': 'CRM не отдаёт этапы покупателей: список пуст',
  'customersMode null': 'В ответе CRM не сказано, как включены покупатели',
  'customersMode absent': 'В ответе CRM не сказано, как включены покупатели',
}

const nameOf = (position: Readonly<Record<string, string>>): string => Object.entries(position)[0]!.join(' ')

const settings = { contacts: 'main', companies: 'withContacts' } satisfies Partial<Settings>

describe('a whole recalculation over answers of another shape', () => {
  it.each(positions)('%o: the right figures, or a stop that names what is missing', async (position) => {
    const world = await createCardWorld({ account: anOddAccount(), settings })
    await world.setShapes(position)
    const run = createBulkRun(world.deps)
    run.start({ entities: ['contacts', 'companies'] })
    const state = await new Promise<ReturnType<typeof run.state>>((resolve) => {
      run.subscribe((next) => {
        if (next.phase === 'preview') run.choose('changed')
        if (['report', 'failed', 'paused'].includes(next.phase)) resolve(next)
      })
    })
    const words = stopsRun[nameOf(position)]
    if (words === undefined) {
      expect(state).toMatchObject({ phase: 'report', report: { isComplete: true, failed: [] } })
      expect(diffAccountFields(world.account(), settings)).toEqual([])
      return
    }
    expect(endWords(state)).toContain(words)
    expect(world.writes()).toEqual([])
  })
})

/** Why a run ended, or what it asks. */
const endWords = (state: RunState): string => {
  if (state.phase === 'failed') return failureMessage(texts, state.failure).what
  return state.phase === 'paused' ? pauseMessage(texts, state.reason, state.kept).what : state.phase
}

/** The lists of a card's own deals cannot be had otherwise: the links of a contact do not tell them (API 8). */
const stopsCard: Readonly<Record<string, string>> = {
  ...stopsRun,
  'linkLists absent': 'Контакт «Контакт 1» (№ 1): нет списка сделок',
  'linkLists null': 'Контакт «Контакт 1» (№ 1): нет списка сделок',
  'isMain nowhere': 'не сказано, какой контакт главный',
  // The card shows its figures, marked as being without buyers.
  'customerStages none': '',
  'customerStages 204': '',
  // The account is not asked where the stages tell the mode.
  'customersMode null': '',
  'customersMode absent': '',
}

describe('an opened card over answers of another shape', () => {
  it.each(positions)('%o: the right figures, or a stop that names what is missing', async (position) => {
    const world = await createCardWorld({ account: anOddAccount(), settings })
    await world.setShapes(position)
    const state = await world.open('contacts', 1)
    const words = stopsCard[nameOf(position)] ?? ''
    if (words !== '') {
      expect(state.phase).toBe('failed')
      if (state.phase === 'failed')
        expect(errorText(texts, { ...state, kind: state.error }, 'card').what).toContain(words)
      expect(world.writes()).toEqual([])
      return
    }
    if ('customerStages' in position) {
      expect(state).toMatchObject({ phase: 'shown', outcome: 'withoutBuyers' })
      expect(world.writes()).toEqual([])
      return
    }
    expect(state).toMatchObject({ phase: 'shown', outcome: 'written' })
    const differences = diffAccountFields(world.account(), settings)
    expect(differences.filter(({ entity, id }) => entity === 'contacts' && id === 1)).toEqual([])
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_SUM: '1000' })
  })

  it.each(positions)('%o: a card without anything gets zeros, or words', async (position) => {
    const world = await createCardWorld({ account: anOddAccount(), settings })
    await world.setShapes(position)
    const state = await world.open('companies', 1003)
    if (state.phase === 'shown') {
      expect(storedFigures(world, 'companies', 1003)).toMatchObject({ BOUGHT_SUM: '0', IN_WORK_COUNT: '0' })
      return
    }
    expect(state).toMatchObject({ phase: 'failed', error: 'malformed' })
    expect(world.writes()).toEqual([])
  })
})

describe('the main contact that lists do not name', () => {
  it.each(['absentInLists', 'absent'])('%s: costs a run nothing where it decides nothing', async (isMain) => {
    const requestsOf = async (shapes: object): Promise<number> => {
      const world = await createCardWorld({ account: anOddAccount(), settings: { contacts: 'all' } })
      await world.setShapes(shapes)
      await runThrough(world)
      expect(diffAccountFields(world.account(), { contacts: 'all' })).toEqual([])
      return world.requests.length
    }
    expect(await requestsOf({ isMain })).toBe(await requestsOf({}))
  })

  it.each(['main', 'split'] as const)(
    'is read from the links for «%s», fifty deals at once',
    async (contacts) => {
      const world = await createCardWorld({ account: anOddAccount(), settings: { contacts } })
      await world.setShapes({ isMain: 'absent' })
      await runThrough(world)
      expect(diffAccountFields(world.account(), { contacts })).toEqual([])
      const asked = world.requests.filter(({ path }) => path.includes('/links?'))
      expect(asked.map(({ path }) => path.split('?')[0])).toEqual([
        '/api/v4/leads/links',
        '/api/v4/customers/links',
      ])
    },
  )

  it('is asked for anew where the kept records were read without it', async () => {
    useFakeIndexedDb()
    const world = createWorld({ account: anOddAccount() })
    await world.setShapes({ isMain: 'absent' })
    for (const contacts of ['all', 'main'] as const) {
      world.setSettings({ preview: 'skip', contacts })
      const tab = createTab(world)
      tab.run.start({ entities: ['contacts', 'companies'] })
      await untilPhase(tab.run, 'report')
      await tab.untilKept()
    }
    expect(diffAccountFields(world.account(), { contacts: 'main' })).toEqual([])
  })
})

/** 600 deals of two contacts each, the lower id of which is not the main one, and of a company. */
const manyTwins = () =>
  anAccount({
    contactCount: 50,
    leads: Array.from({ length: 600 }, (_, row) =>
      aWireLead(5000 + row, { contacts: [(row % 49) + 2, 1], company: 1001 + (row % 2) }),
    ),
  })

/** A run to its end in a tab of its own, over what the tabs before it have kept. */
const runInTab = async (world: World, given: Partial<Settings>) => {
  world.setSettings({ preview: 'skip', ...given })
  const tab = createTab(world)
  tab.run.start({ entities: ['contacts', 'companies'] })
  await untilPhase(tab.run, 'report')
  await tab.untilKept()
  return tab.requests
}

describe('what lists of changes leave open', () => {
  it.each(['absent', 'null'])(
    'links %s: a deal whose date was missed does not lose its contacts and its company',
    async (linkLists) => {
      useFakeIndexedDb()
      const world = createWorld({ account: manyTwins() })
      await world.setShapes({ linkLists })
      await runInTab(world, {})
      world.passTime(600)
      const set = { price: 5, updated_at: world.clock.time() - 3000 }
      await world.change({ op: 'update', entity: 'leads', id: 5007, set })
      await runInTab(world, {})
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )

  it('the main contact: a changed deal does not go over to the contact with the lowest id', async () => {
    const contacts = 'main'
    useFakeIndexedDb()
    const world = createWorld({ account: manyTwins() })
    await world.setShapes({ isMain: 'absent' })
    await runInTab(world, { contacts })
    world.passTime(600)
    await world.change({ op: 'update', entity: 'leads', id: 5007, set: { price: 5 } })
    await runInTab(world, { contacts })
    expect(diffAccountFields(world.account(), { contacts })).toEqual([])
  })

  it('the main contact, in the other order that a fall is read in: no deal goes over to the lowest id', async () => {
    const settings = { preview: 'skip', contacts: 'main' } as const
    const world = createWorld({ account: manyTwins(), settings })
    await world.setShapes({ isMain: 'absent' })
    const time = world.clock.time()
    await world.lastRuns.save({
      startedAt: time,
      finishedAt: time,
      userId: 8_800_001,
      userName: 'Администратор',
      totals: { leads: 900, customers: 0, contacts: 50, companies: 2 },
      written: 1,
      isComplete: true,
    })
    const run = startRun(world)
    await untilPhase(run, 'paused')
    run.resume()
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account(), settings)).toEqual([])
  })

  it('the main contact, and the tab is closed: the next run does not take the kept records for whole', async () => {
    useFakeIndexedDb()
    const world = createWorld({ account: manyTwins() })
    await world.setShapes({ isMain: 'absent' })
    world.setSettings({ preview: 'skip', contacts: 'all' })
    const tab = createTab(world)
    tab.run.start({ entities: ['contacts', 'companies'] })
    await untilPhase(tab.run, 'writing')
    await tab.untilSaved()
    tab.die()
    await tab.untilQuiet()
    const next = createTab(world)
    next.run.resumeUnfinished()
    await untilPhase(next.run, 'report')
    await next.untilKept()
    await runInTab(world, { contacts: 'main' })
    expect(diffAccountFields(world.account(), { contacts: 'main' })).toEqual([])
  })
})
