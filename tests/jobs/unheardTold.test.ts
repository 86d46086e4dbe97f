import { AxiosHeaders } from 'axios'
import { beforeEach, describe, expect, it } from 'vitest'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { peekUnfinished } from '../../widget/jobs/peekUnfinished'
import { formatRunReport } from '../../widget/state/formatRunReport'
import { cancelledText } from '../../widget/state/runMessages'
import { createCheckpointStore } from '../../widget/store/createCheckpointStore'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { someTexts } from '../views/someTexts'
import { anAccount, aWireLead } from './support/anAccount'
import { createAppAdapter } from './support/createAppAdapter'
import { createTab, ownerOf } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import {
  afterClosedTab,
  afterUnheardBatch,
  breakableSettings,
  deleteField,
  filledCards,
  openWindow,
  sevenHundredCards,
  untilEnd,
  writeAll,
} from './support/resumedRuns'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const nothingWritten = /ничего не записано|и не записано/i

beforeEach(useFakeIndexedDb)

describe('a batch that was written and never heard of', () => {
  it('is not «ничего» where all that comes after it in the tab is refused', async () => {
    let isRefused = false
    const world: World = createWorld({
      account: sevenHundredCards(),
      beforeSend: async ({ method }) => {
        if (method === 'PATCH') isRefused = true
        else if (isRefused) await world.setFaults({ path: '/api/v4/', status: 402 })
      },
    })
    await world.setFaults({ method: 'PATCH', drop: 'after', times: 1 })
    const run = createBulkRun(world.deps)
    const said = openWindow(run, world)
    writeAll(run)
    run.start(both)
    expect(await untilEnd(run)).toMatchObject({ phase: 'failed', written: 0 })
    expect(filledCards(world)).toBeGreaterThan(0)
    expect(said()).not.toMatch(nothingWritten)
  })

  it('is not «ничего» where the tab was closed with it and the one that goes on is refused before it has looked', async () => {
    const world = await afterUnheardBatch()
    expect(filledCards(world)).toBeGreaterThan(0)
    await world.setFaults({ path: '/api/v4/events', status: 402 })
    const { run } = createTab(world)
    const said = openWindow(run, world)
    run.resumeUnfinished()
    expect(await untilEnd(run)).toMatchObject({ phase: 'failed', written: 0 })
    expect(said()).not.toMatch(nothingWritten)
  })

  it('is told as one that may have been written where the run is stopped before it has looked', async () => {
    const world = await afterUnheardBatch()
    await world.setFaults({ path: '/api/v4/events', status: 500 })
    const { run } = createTab(world)
    run.resumeUnfinished()
    await untilPhase(run, 'paused')
    run.stop()
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: false, mayHaveWritten: true })
    expect(formatRunReport(report, someTexts())).toContain('могли быть записаны')
  })

  it('is told where another batch beside it was refused', async () => {
    let patches = 0
    const world: World = createWorld({
      account: anAccount({
        contactCount: 2000,
        leads: Array.from({ length: 2000 }, (_, row) => aWireLead(5000 + row, { contacts: [row + 1] })),
      }),
      beforeSend: async ({ method }) => {
        if (method !== 'PATCH') return
        patches += 1
        // 50, 100, 200, then two of 250 at the same time: the first of them is lost, the second refused.
        if (patches !== 4) return
        await world.setFaults(
          { method: 'PATCH', drop: 'after', times: 1 },
          { path: '/api/v4/', status: 402, after: 0 },
        )
      },
    })
    const run = createBulkRun(world.deps)
    writeAll(run)
    run.start({ entities: ['contacts'] })
    const { report } = await untilPhase(run, 'failed')
    expect(report).toMatchObject({ firstTime: 350, mayHaveWritten: true })
    expect(filledCards(world)).toBe(600)
  })

  it('is not «ничего» where it was not there when it was looked for, came late, and its repeat is refused', async () => {
    let first: unknown = null
    const world: World = createWorld({
      account: sevenHundredCards(),
      beforeSend: async ({ method, body }) => {
        if (method !== 'PATCH') return
        if (first === null) {
          first = body
          return
        }
        await world.setFaults()
        const late = createAppAdapter(world.host, () => undefined)
        await late({
          method: 'patch',
          url: '/api/v4/contacts',
          data: JSON.stringify(first),
          headers: new AxiosHeaders(),
        })
        await world.setFaults({ path: '/api/v4/', status: 402 })
      },
    })
    await world.setFaults({ method: 'PATCH', status: 504, times: 1 })
    const run = createBulkRun(world.deps)
    const said = openWindow(run, world)
    writeAll(run)
    run.start({ entities: ['contacts'] })
    expect(await untilPhase(run, 'failed')).toMatchObject({ written: 0 })
    expect(filledCards(world)).toBe(50)
    expect(said()).not.toMatch(nothingWritten)
  })

  it('is no doubt any more once the same tab has looked', async () => {
    const world = createWorld({ account: sevenHundredCards() })
    const { run } = createTab(world)
    writeAll(run)
    let isLost = false
    let isStopped = false
    run.subscribe((state) => {
      if (state.phase !== 'writing' || state.progress.isChecking === true || state.progress.total === 0)
        return
      if (!isLost)
        void world.setFaults(
          { method: 'PATCH', drop: 'after', times: 1 },
          { method: 'GET', path: '/api/v4/', status: 402 },
        )
      isLost = true
      if (state.progress.written < 150 || isStopped) return
      isStopped = true
      run.stop()
    })
    run.start(both)
    expect(await untilPhase(run, 'failed')).toMatchObject({ written: 0 })
    await world.setFaults()
    run.repeat()
    const { report } = await untilPhase(run, 'report')
    expect(report.firstTime + report.changed + report.stamped).toBe(filledCards(world))
    expect(report).not.toHaveProperty('mayHaveWritten')
  })

  it('is no doubt any more once the run that goes on has found it in the cards', async () => {
    const world = await afterUnheardBatch()
    const { run } = createTab(world)
    run.resumeUnfinished()
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, firstTime: 700, changed: 0, stamped: 0 })
    expect(report).not.toHaveProperty('mayHaveWritten')
  })

  it('is no doubt where the CRM has refused the batch as a whole', async () => {
    const world = createWorld({ account: sevenHundredCards() })
    await world.setFaults({ method: 'PATCH', status: 402 })
    const run = createBulkRun(world.deps)
    const said = openWindow(run, world)
    writeAll(run)
    run.start(both)
    expect(await untilEnd(run)).not.toHaveProperty('written')
    expect(said()).toContain('Ничего не записано')
  })
})

describe('what was written is not forgotten by a run that begins again', () => {
  it('by the new settings, from its preview', async () => {
    const world = await afterClosedTab()
    await deleteField(world)
    const tab = createTab(world)
    const said = openWindow(tab.run, world)
    tab.run.resumeUnfinished()
    await untilPhase(tab.run, 'preview')
    tab.run.repeat()
    await untilPhase(tab.run, 'checking')
    await untilPhase(tab.run, 'preview')
    await tab.untilQuiet()
    const stored = createCheckpointStore(ownerOf(world), world.deps.clock)
    expect(await peekUnfinished(stored, world.deps.settings())).toMatchObject({
      hasBegunWriting: true,
      written: expect.toSatisfy((written: number) => written >= 50) as number,
    })
    tab.run.stop()
    await untilPhase(tab.run, 'cancelled')
    expect(said()).not.toMatch(nothingWritten)
  })

  it('by «Повторить», in a browser that stores nothing', async () => {
    const world = createWorld({ account: sevenHundredCards() })
    const run = createBulkRun(world.deps)
    const said = openWindow(run, world)
    let isRefused = false
    writeAll(run)
    run.subscribe((state) => {
      if (state.phase !== 'writing' || state.progress.written < 150 || isRefused) return
      isRefused = true
      void world.setFaults({ path: '/api/v4/', status: 402 })
    })
    run.start(both)
    await untilEnd(run)
    expect(said()).toContain('Записанное до ошибки осталось')
    run.repeat()
    expect(await untilEnd(run)).toMatchObject({ phase: 'failed', written: expect.any(Number) as number })
    expect(said()).not.toMatch(nothingWritten)
  })

  it('by «Повторить» or by going on, with settings that cannot be read any more', async () => {
    const world = await afterClosedTab()
    await world.setFaults({ path: '/api/v4/account', status: 402 })
    const breakSettings = breakableSettings(world)
    const { run } = createTab(world)
    const said = openWindow(run, world)
    run.resumeUnfinished()
    await untilEnd(run)
    breakSettings()
    for (const again of [() => run.repeat(), () => run.resumeUnfinished(), () => run.takeOver()]) {
      again()
      const end = await untilEnd(run)
      expect(end).toMatchObject({ failure: { kind: 'settings' }, written: expect.any(Number) as number })
      expect(said()).not.toMatch(nothingWritten)
    }
  })

  it('but by one that is begun anew after a report', async () => {
    const world = createWorld({ account: sevenHundredCards() })
    const breakSettings = breakableSettings(world)
    const run = createBulkRun(world.deps)
    const said = openWindow(run, world)
    writeAll(run)
    run.start(both)
    await untilPhase(run, 'report')
    breakSettings()
    run.start(both)
    await untilPhase(run, 'failed')
    expect(said()).not.toContain('Записанное до ошибки')
  })
})

it('«остальные не изменились» is not said where only a part of what was written is known', async () => {
  const world = await afterClosedTab()
  await deleteField(world)
  const { run } = createTab(world)
  run.resumeUnfinished()
  await untilPhase(run, 'preview')
  run.stop()
  const state = await untilPhase(run, 'cancelled')
  expect(filledCards(world)).toBeGreaterThan(state.written ?? 0)
  expect(cancelledText(someTexts(), state)).not.toContain('остальные')
})
