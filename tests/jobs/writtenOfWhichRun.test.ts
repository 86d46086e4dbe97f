import { beforeEach, describe, expect, it } from 'vitest'
import type { BulkRun } from '../../widget/jobs/bulkRun'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { createCheckpointStore } from '../../widget/store/createCheckpointStore'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { createTab, ownerOf } from './support/createTab'
import { createWorld, type World } from './support/createWorld'
import {
  deleteField,
  filledCards,
  openWindow,
  sevenHundredCards,
  untilEnd,
  writeAll,
} from './support/resumedRuns'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const

beforeEach(useFakeIndexedDb)

/** Refuses everything once a run has written so many cards. */
const refuseAt = (world: World, run: BulkRun, written: number): void => {
  let isRefused = false
  run.subscribe((state) => {
    if (state.phase !== 'writing' || state.progress.written < written || isRefused) return
    isRefused = true
    void world.setFaults({ path: '/api/v4/', status: 402 })
  })
}

describe('what a run has written is not told of the next one', () => {
  /** A tab whose run another one has finished. */
  const afterItsEndElsewhere = async () => {
    const world = createWorld({ account: sevenHundredCards() })
    const first = createTab(world)
    const said = openWindow(first.run, world)
    writeAll(first.run)
    refuseAt(world, first.run, 150)
    first.run.start(both)
    await untilPhase(first.run, 'failed')
    await world.setFaults()
    const second = createTab(world)
    writeAll(second.run)
    second.run.resumeUnfinished()
    await untilPhase(second.run, 'report')
    await second.untilKept()
    return { world, run: first.run, said }
  }

  /** The same; the other one began the next run and was closed at its preview. */
  const afterNextRun = async () => {
    const { world, run, said } = await afterItsEndElsewhere()
    const third = createTab(world)
    third.run.start(both)
    await untilPhase(third.run, 'preview')
    await third.untilQuiet()
    third.die()
    return { world, run, said }
  }

  it('that begins by «Повторить» where another tab has gone on to the end', async () => {
    const { run } = await afterItsEndElsewhere()
    run.repeat()
    const { report } = await untilPhase(run, 'report')
    expect(report).not.toHaveProperty('writtenBefore')
  })

  it('that another tab has begun, stopped before it goes on', async () => {
    const { run, said } = await afterNextRun()
    run.resumeUnfinished()
    await untilPhase(run, 'checking')
    run.stop()
    await untilPhase(run, 'cancelled')
    expect(said()).toContain('Ничего не записано')
  })

  it('that another tab has begun, read anew', async () => {
    const { world, run } = await afterNextRun()
    await deleteField(world)
    run.resumeUnfinished()
    const { report } = await untilPhase(run, 'report')
    expect(report).not.toHaveProperty('writtenBefore')
  })

  it('that begins after a retry of its failed cards has failed', async () => {
    const world = createWorld({ account: sevenHundredCards() })
    await world.setFaults({ method: 'PATCH', status: 400, containsId: 7 })
    const run = createBulkRun(world.deps)
    writeAll(run)
    run.start(both)
    await untilPhase(run, 'report')
    await world.setFaults({ path: '/api/v4/', status: 402 })
    run.retryFailed()
    expect(await untilPhase(run, 'failed')).toMatchObject({ written: 699 })
    await world.setFaults()
    run.repeat()
    const { report } = await untilPhase(run, 'report')
    expect(report).not.toHaveProperty('writtenBefore')
  })
})

it('a tab that has written more than it could store does not tell less when it begins again', async () => {
  const world = createWorld({ account: sevenHundredCards() })
  let isFull = false
  const checkpoints = createCheckpointStore(ownerOf(world), world.deps.clock)
  const run = createBulkRun({
    ...world.deps,
    checkpoints: {
      ...checkpoints,
      save: async (captured) => {
        if (isFull) return { kind: 'notStored', reason: 'full', detail: '' }
        isFull = captured.checkpoint.phase === 'writing'
        return checkpoints.save(captured)
      },
      saveSoon: () => undefined,
    },
  })
  writeAll(run)
  refuseAt(world, run, 350)
  run.start(both)
  expect(await untilPhase(run, 'failed')).toMatchObject({ written: 350 })
  await world.setFaults({ path: '/api/v4/events', status: 402 })
  run.repeat()
  expect(await untilEnd(run)).toMatchObject({ phase: 'failed', written: 350 })
})

it('a retry of failed cards does not make a stopped run one that has written all, nor settle what was not heard', async () => {
  const world = createWorld({ account: sevenHundredCards() })
  await world.setFaults({ method: 'PATCH', status: 400, containsId: 7 })
  const run = createBulkRun(world.deps)
  writeAll(run)
  let isLost = false
  run.subscribe((state) => {
    if (!isLost && state.phase === 'writing' && state.progress.written >= 100) {
      isLost = true
      void world.setFaults(
        { method: 'PATCH', drop: 'after', times: 1 },
        { method: 'GET', path: '/api/v4/c', status: 500 },
      )
    }
    if (state.phase === 'paused') queueMicrotask(() => run.stop())
  })
  run.start(both)
  const stopped = await untilPhase(run, 'report')
  expect(stopped.report).toMatchObject({ isComplete: false, mayHaveWritten: true })
  expect(filledCards(world)).toBeGreaterThan(stopped.report.firstTime)
  await world.setFaults()
  run.retryFailed()
  await untilPhase(run, 'checking')
  const { report } = await untilPhase(run, 'report')
  expect(report).toMatchObject({ isComplete: false, mayHaveWritten: true })
  expect(report.firstTime).toBe(stopped.report.firstTime + 1)
  expect(report.notWritten).toBe(stopped.report.notWritten)
})
