import { beforeEach, describe, expect, it } from 'vitest'
import type { BulkRun } from '../../widget/jobs/bulkRun'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunReport } from '../../widget/jobs/runState'
import { useFakeIndexedDb } from '../store/support/fakeIndexedDb'
import { createTab } from './support/createTab'
import { createWorld } from './support/createWorld'
import { afterClosedTab, filledCards, sevenHundredCards, writeAll } from './support/resumedRuns'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const refused = { method: 'PATCH', status: 400, containsId: 7 }

beforeEach(useFakeIndexedDb)

const sumOf = (report: RunReport): number =>
  report.changed +
  report.firstTime +
  report.stamped +
  report.unchanged +
  report.notWritten +
  report.failed.length

const stopAt = (run: BulkRun, written: number): void => {
  let isStopped = false
  run.subscribe((state) => {
    if (isStopped || state.phase !== 'writing' || state.progress.written < written) return
    isStopped = true
    queueMicrotask(() => run.stop())
  })
}

describe('the counts of a report add up to all cards, and no retry makes more of them than there are', () => {
  /** One of 700 cards is refused; the run is stopped at so many, or not. */
  const afterRefusal = async (stoppedAt = Number.POSITIVE_INFINITY) => {
    const world = createWorld({ account: sevenHundredCards() })
    await world.setFaults(refused)
    const run = createBulkRun(world.deps)
    writeAll(run)
    stopAt(run, stoppedAt)
    run.start(both)
    const { report } = await untilPhase(run, 'report')
    expect(sumOf(report)).toBe(700)
    await world.setFaults()
    return { world, run, report }
  }

  const retry = async (run: BulkRun): Promise<RunReport> => {
    run.retryFailed()
    await untilPhase(run, 'checking')
    return (await untilPhase(run, 'report')).report
  }

  it('a retry that was stopped at once, and done later, has written all', async () => {
    const { run } = await afterRefusal()
    run.retryFailed()
    await untilPhase(run, 'checking')
    run.stop()
    await untilPhase(run, 'report')
    const report = await retry(run)
    expect(report).toMatchObject({ isComplete: true, firstTime: 700, notWritten: 0, failed: [] })
  })

  it('a card that has changed since it was written is not one of those that were not written', async () => {
    const { world, run } = await afterRefusal()
    world.passTime(60)
    await world.change({ op: 'update', entity: 'leads', id: 5020, set: { price: 777 } })
    let isLookedAt = false
    run.subscribe((state) => {
      if (state.phase !== 'writing' || state.progress.isChecking !== false || isLookedAt) return
      isLookedAt = true
      run.stop()
    })
    const report = await retry(run)
    expect([report.notWritten, sumOf(report)]).toEqual([1, 700])
  })

  it('also in a run that was stopped before', async () => {
    const { world, run, report: stopped } = await afterRefusal(300)
    world.passTime(60)
    await world.change({ op: 'update', entity: 'leads', id: 5020, set: { price: 777 } })
    const report = await retry(run)
    expect(report).toMatchObject({ isComplete: false, notWritten: stopped.notWritten })
    expect(sumOf(report)).toBe(700)
  })
})

describe('a stopped run tells what is written, and of no doubt where there is none', () => {
  const expectExact = (report: RunReport, filled: number): void => {
    expect(report).not.toHaveProperty('mayHaveWritten')
    expect([report.firstTime, sumOf(report)]).toEqual([filled, 700])
  }

  it('that goes on from a closed tab', async () => {
    const world = await afterClosedTab()
    const { run } = createTab(world)
    stopAt(run, 500)
    run.resumeUnfinished()
    const { report } = await untilPhase(run, 'report')
    expectExact(report, filledCards(world))
  })

  it.each([
    ['a batch was written and its answer lost', { drop: 'after' as const }, 1],
    ['a batch was answered by an error of the server', { status: 503, after: 2 }, 3],
  ])('%s, and the run is stopped as it is looked for', async (_name, fault, batches) => {
    let patches = 0
    const world = createWorld({
      account: sevenHundredCards(),
      beforeSend: async ({ method }) => {
        if (method === 'PATCH') patches += 1
        else if (patches === batches) run.stop()
      },
    })
    await world.setFaults({ method: 'PATCH', times: 1, ...fault })
    const run = createBulkRun(world.deps)
    writeAll(run)
    run.start(both)
    const { report } = await untilPhase(run, 'report')
    expect([patches, report.isComplete]).toEqual([batches, false])
    expectExact(report, filledCards(world))
  })

  it.each([true, false])(
    'a lost batch that is found by the look after a long pause, stopped later: %s',
    async (isStopped) => {
      const world = createWorld({ account: sevenHundredCards() })
      const run = createBulkRun(world.deps)
      writeAll(run)
      let step = 0
      run.subscribe((state) => {
        if (step === 0 && state.phase === 'writing' && state.progress.written >= 50) {
          step = 1
          void world.setFaults(
            { method: 'PATCH', drop: 'after', times: 1 },
            { method: 'GET', path: '/api/v4/c', status: 500 },
          )
        }
        if (state.phase === 'paused' && step === 1) {
          step = 2
          world.passTime(700)
          void world.setFaults().then(() => run.resume())
        }
      })
      if (isStopped) stopAt(run, 300)
      run.start(both)
      const { report } = await untilPhase(run, 'report')
      expect(step).toBe(2)
      expectExact(report, filledCards(world))
    },
  )
})
