import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { peekUnfinished } from '../../widget/jobs/peekUnfinished'
import { createCheckpointStore } from '../../widget/store/createCheckpointStore'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { forbidIndexedDb, useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { anAccount, aWireLead } from './support/anAccount'
import { createTab, ownerOf } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const account = () =>
  anAccount({
    contactCount: 1600,
    leads: Array.from({ length: 3100 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 1600) + 1], company: 1001 }),
    ),
  })

/** From now on the browser has no room for another record. */
const fillStorage = (): void => {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
}
const unfinishedIn = (world: World) =>
  peekUnfinished(createCheckpointStore(ownerOf(world), world.clock), world.deps.settings())

describe('a run whose browser has no room left', () => {
  beforeEach(useFakeIndexedDb)
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('leaves nothing behind that would tell of no writing, once it has begun to write', async () => {
    const world = createWorld({ account: account() })
    const tab = createTab(world)
    tab.run.start(both)
    await untilPhase(tab.run, 'preview')
    expect(await unfinishedIn(world)).not.toBeNull()
    fillStorage()
    const isWriting = new Promise<void>((resolve) => {
      tab.run.subscribe((state) => {
        if (state.phase === 'writing' && state.progress.written > 0) resolve()
      })
    })
    tab.run.choose('changed')
    await isWriting
    tab.die()
    vi.restoreAllMocks()
    expect(await unfinishedIn(world)).toBeNull()
    const next = createTab(world)
    next.run.start(both)
    await untilPhase(next.run, 'preview')
    next.run.choose('changed')
    await untilPhase(next.run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('keeps what it has stored while only the later part of the reading finds no room', async () => {
    const world = createWorld({ account: account() })
    const tab = createTab(world)
    tab.run.subscribe((state) => {
      if (state.phase === 'reading' && state.progress.read.contacts > 0) fillStorage()
    })
    tab.run.start(both)
    await untilPhase(tab.run, 'preview')
    tab.die()
    vi.restoreAllMocks()
    expect(await unfinishedIn(world)).toMatchObject({ written: 0, total: 0 })
    const next = createTab(world)
    next.run.resumeUnfinished()
    await untilPhase(next.run, 'preview')
    next.run.choose('changed')
    await untilPhase(next.run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })
})

describe('a pause', () => {
  beforeEach(useFakeIndexedDb)
  afterEach(() => {
    vi.restoreAllMocks()
  })

  const pausedIn = async (world: World, phase: 'reading' | 'writing') => {
    const { run } = createTab(world)
    run.subscribe((state) => {
      if (state.phase === 'preview') queueMicrotask(() => run.choose('changed'))
      const isTime =
        (phase === 'reading' && state.phase === 'reading' && state.progress.read.leads > 1000) ||
        (phase === 'writing' && state.phase === 'writing' && state.progress.written > 0)
      if (isTime) run.pause()
    })
    run.start(both)
    return untilPhase(run, 'paused')
  }

  it.each(['reading', 'writing'] as const)(
    'in %s tells that what was done so far is stored',
    async (phase) => {
      expect(await pausedIn(createWorld({ account: account() }), phase)).toMatchObject({ kept: 'stored' })
    },
  )

  it.each(['reading', 'writing'] as const)(
    'in %s tells that it is in this tab alone where nothing can be stored',
    async (phase) => {
      forbidIndexedDb()
      expect(await pausedIn(createWorld({ account: account() }), phase)).toMatchObject({ kept: 'inTab' })
    },
  )

  it('before anything was read tells that there is nothing yet', async () => {
    const world = createWorld({ account: account() })
    await world.setFaults({ path: '/api/v4/leads/pipelines', times: 5, status: 500 })
    const { run } = createTab(world)
    run.start(both)
    expect(await untilPhase(run, 'paused')).toMatchObject({ kept: 'nothing' })
  })
})
