import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunState } from '../../widget/jobs/runState'
import { settingsNotGiven } from '../../widget/settings/parseSettings'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead, lostStage, openStage } from './support/anAccount'
import { allRights, aUser, createWorld } from './support/createWorld'
import { runThrough } from './support/runThrough'
import { storedFigures } from './support/storedFigures'
import { untilPhase } from './support/untilPhase'

const bigAccount = () =>
  anAccount({
    contactCount: 600,
    leads: Array.from({ length: 700 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [(position % 600) + 1], company: 1001 + (position % 2) }),
    ),
  })
const both = { entities: ['contacts', 'companies'] } as const

describe('a bulk run', () => {
  it('goes from checking over reading and preview to writing and report, and tells each state', async () => {
    const world = createWorld({ account: bigAccount() })
    const run = createBulkRun(world.deps)
    const phases: string[] = []
    run.subscribe(({ phase }) => {
      if (phases.at(-1) !== phase) phases.push(phase)
    })
    expect(run.state()).toEqual({ phase: 'idle' })
    run.start(both)
    await untilPhase(run, 'preview')
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(phases).toEqual(['checking', 'reading', 'preview', 'writing', 'report'])
  })

  it('counts the records of every list while it reads, and knows the time left once it has run before', async () => {
    const world = createWorld({ account: bigAccount() })
    const reading: Extract<RunState, { phase: 'reading' }>[] = []
    const run = createBulkRun(world.deps)
    run.subscribe((state) => {
      if (state.phase === 'reading') reading.push(state)
    })
    run.start(both)
    await untilPhase(run, 'preview')
    expect(reading.at(-1)?.progress.read).toEqual({ leads: 700, customers: 0, contacts: 600, companies: 2 })
    expect(reading.every(({ progress }) => progress.secondsLeft === null)).toBe(true)
    run.choose('nothing')
    await untilPhase(run, 'report')
    reading.length = 0
    run.start(both)
    await untilPhase(run, 'preview')
    expect(reading[0]?.progress.secondsLeft).toBe(2)
  })

  it('shows what would change: counts, and rows by filter, search and slice', async () => {
    const world = createWorld({
      account: anAccount({
        leads: [
          aWireLead(1, { contacts: [1] }),
          aWireLead(2, { contacts: [2], ...openStage }),
          aWireLead(3, { contacts: [3], ...lostStage }),
        ],
      }),
    })
    await runThrough(world)
    await world.change(
      { op: 'update', entity: 'leads', id: 1, set: { price: 1500 } },
      { op: 'update', entity: 'leads', id: 2, set: { price: 10 } },
      { op: 'delete', entity: 'leads', id: 3 },
      { op: 'create', entity: 'contacts', set: { name: 'Новый контакт' } },
    )
    const run = createBulkRun(world.deps)
    run.start({ entities: ['contacts'] })
    const { preview } = await untilPhase(run, 'preview')
    expect(preview.preselected).toBe('all')
    expect(preview.counts).toEqual({
      contacts: { total: 4, changed: 3, zeroed: 1, firstTime: 1, unchanged: 0, unwritable: 0 },
    })
    const names = (filter: 'all' | 'grew' | 'shrank' | 'zeroed' | 'firstTime', search = '') =>
      preview.rows({ type: 'contacts', filter, search, from: 0, limit: 10 }).rows.map(({ name }) => name)
    expect(names('grew')).toEqual(['Контакт 1'])
    expect(names('shrank')).toEqual(['Контакт 2', 'Контакт 3'])
    expect(names('zeroed')).toEqual(['Контакт 3'])
    expect(names('firstTime')).toEqual(['Новый контакт'])
    expect(names('all', ' КОНТАКТ 2 ')).toEqual(['Контакт 2'])
    const byDrop = preview.rows({
      type: 'contacts',
      filter: 'all',
      search: '',
      order: 'rise',
      from: 0,
      limit: 1,
    })
    expect(byDrop.rows.map(({ name }) => name)).toEqual(['Контакт 1'])
    expect(preview.totals('contacts')).toMatchObject({
      old: { boughtSum: 100_000, inWorkSum: 100_000, refusedSum: 100_000, averageCheck: null },
      new: { boughtSum: 150_000, inWorkSum: 1000, refusedSum: 0 },
    })
    expect(preview.totals('companies')).toBeNull()
    expect(names('all', 'ёлки')).toEqual([])
    const slice = preview.rows({ type: 'contacts', filter: 'all', search: '', from: 1, limit: 1 })
    expect(slice.total).toBe(4)
    expect(slice.rows).toEqual([
      expect.objectContaining({
        parent: { type: 'contacts', id: 2 },
        old: expect.objectContaining({ inWorkSum: 100_000 }),
        new: expect.objectContaining({ inWorkSum: 1000 }),
      }),
    ])
  })

  it('writes nothing when the user chooses so', async () => {
    const world = createWorld({ account: bigAccount() })
    const report = await runThrough(world, 'nothing')
    expect(report).toMatchObject({ isComplete: true, choice: 'nothing', changed: 0, notWritten: 602 })
    expect(world.writes()).toEqual([])
  })

  it('writes nothing when it is stopped while it reads', async () => {
    const world = createWorld({ account: bigAccount() })
    const run = createBulkRun(world.deps)
    const undo = run.subscribe((state) => {
      if (state.phase === 'reading' && state.progress.read.leads > 0) run.stop()
    })
    run.start(both)
    await untilPhase(run, 'cancelled')
    undo()
    expect(world.writes()).toEqual([])
  })

  it('leaves whole cards when it is stopped in the middle of writing, and the next run does the rest', async () => {
    const world = createWorld({ account: bigAccount() })
    const run = createBulkRun(world.deps)
    run.subscribe((state) => {
      if (state.phase === 'writing' && state.progress.written > 0) run.stop()
    })
    run.start(both)
    await untilPhase(run, 'preview')
    run.choose('changed')
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: false, firstTime: 50, notWritten: 552, unchanged: 0 })
    const filled = (world.account().contacts ?? []).map((card) => card.custom_fields_values?.length ?? 0)
    expect(new Set(filled)).toEqual(new Set([0, 8]))
    expect(filled.filter((count) => count === 8)).toHaveLength(50)
    expect(await runThrough(world)).toMatchObject({ isComplete: true, firstTime: 552, unchanged: 50 })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('pauses while it reads and goes on where it stood', async () => {
    const world = createWorld({ account: bigAccount() })
    const run = createBulkRun(world.deps)
    const undo = run.subscribe((state) => {
      if (state.phase === 'reading' && state.progress.read.contacts === 250) {
        undo()
        run.pause()
      }
    })
    run.start(both)
    const paused = await untilPhase(run, 'paused')
    expect(paused).toMatchObject({ during: 'reading', reason: { kind: 'user' } })
    const before = world.requests.length
    run.resume()
    await untilPhase(run, 'preview')
    expect(world.requests.slice(before).some(({ path }) => /\/leads\?.*order\[id\]=asc/.test(path))).toBe(
      false,
    )
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('pauses after the batch in flight and writes the rest after resume', async () => {
    const world = createWorld({ account: bigAccount() })
    const run = createBulkRun(world.deps)
    const undo = run.subscribe((state) => {
      if (state.phase === 'writing' && state.progress.written > 0) {
        undo()
        run.pause()
      }
    })
    run.start(both)
    await untilPhase(run, 'preview')
    run.choose('changed')
    const paused = await untilPhase(run, 'paused')
    expect(paused).toMatchObject({ during: 'writing', writing: { written: 50, total: 602 } })
    const before = world.requests.length
    await world.untilQuiet()
    expect(world.requests.length).toBe(before)
    run.resume()
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, firstTime: 602 })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('refuses settings that cannot be read, before any request', async () => {
    const world = createWorld({ account: bigAccount() })
    const issue = { code: 'unreadable', path: '', expected: '', received: '' } as const
    const run = createBulkRun({ ...world.deps, settings: () => ({ ok: false, issues: [issue] }) })
    run.start(both)
    await expect(untilPhase(run, 'failed')).resolves.toMatchObject({ failure: { kind: 'settings' } })
    expect(world.requests).toEqual([])
  })

  it('refuses settings that the page has not given, before any request: others than the defaults may be saved', async () => {
    const world = createWorld({ account: bigAccount() })
    const run = createBulkRun({ ...world.deps, settings: () => settingsNotGiven })
    run.start(both)
    await expect(untilPhase(run, 'failed')).resolves.toMatchObject({ failure: { kind: 'settingsNotGiven' } })
    expect(world.requests).toEqual([])
  })

  it('refuses users who do not see or may not edit everything, before any request', async () => {
    const observer = aUser({ isAdmin: false })
    const hidden = aUser({ isAdmin: false, hasHiddenStages: true })
    const editsOwn = aUser({
      isAdmin: false,
      rights: { leads: allRights, contacts: { ...allRights, edit: 'M' }, companies: allRights },
    })
    for (const user of [hidden, editsOwn]) {
      const world = createWorld({ account: bigAccount(), user })
      const run = createBulkRun(world.deps)
      run.start(both)
      await expect(untilPhase(run, 'failed')).resolves.toEqual({
        phase: 'failed',
        failure: { kind: 'rights' },
      })
      expect(world.requests).toEqual([])
    }
    const world = createWorld({ account: bigAccount(), user: observer })
    const run = createBulkRun(world.deps)
    run.start(both)
    await expect(untilPhase(run, 'failed')).resolves.toMatchObject({ failure: { kind: 'fieldsMissing' } })
  })

  it('is one at a time in a browser', async () => {
    const world = createWorld({ account: bigAccount() })
    const first = createBulkRun(world.deps)
    const second = createBulkRun(world.deps)
    first.start(both)
    await untilPhase(first, 'preview')
    second.start(both)
    await expect(untilPhase(second, 'failed')).resolves.toMatchObject({ failure: { kind: 'otherTab' } })
    first.choose('nothing')
    await untilPhase(first, 'report')
    second.start(both)
    await untilPhase(second, 'preview')
  })

  it('says in the report whether the lists show the fields, also where a save of the settings has made them', async () => {
    const columnsWith = async (hostAddsColumns: boolean | null) => {
      const world = createWorld({ account: bigAccount(), hostAddsColumns })
      const columns = [await runThrough(world), await runThrough(world)].map((report) => report.columns)
      return [...columns, (await runThrough(world, 'nothing')).columns]
    }
    expect(await columnsWith(false)).toEqual(['hidden', 'hidden', 'shown'])
    expect(await columnsWith(true)).toEqual(['shown', 'shown', 'shown'])
    expect(await columnsWith(null)).toEqual(['unknown', 'unknown', 'shown'])
  })

  it('keeps figures with more than 15 digits from being written and names the card', async () => {
    const world = createWorld({
      account: anAccount({
        leads: [
          aWireLead(1, { price: 9_000_000_000_000_000, contacts: [1] }),
          aWireLead(2, { contacts: [2] }),
        ],
      }),
    })
    const report = await runThrough(world)
    expect(report.failed).toEqual([
      { parent: { type: 'contacts', id: 1 }, name: 'Контакт 1', reason: 'tooManyDigits', detail: '' },
    ])
    expect(storedFigures(world, 'contacts', 1)).toEqual({})
    expect(storedFigures(world, 'contacts', 2)).toMatchObject({ BOUGHT_SUM: '1000' })
  })
})
