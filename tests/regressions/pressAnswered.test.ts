import { describe, expect, it } from 'vitest'
import type { BulkRun } from '../../widget/jobs/bulkRun'
import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { createCardPanelModel } from '../../widget/state/createCardPanelModel'
import { createFakeClock } from '../api/support/createFakeClock'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createWorld } from '../jobs/support/createWorld'
import { aWindow, writeAll } from '../jobs/support/resumedRuns'
import { untilPhase } from '../jobs/support/untilPhase'
import { aRunModel } from '../views/aRunModel'
import { fakeRefresh } from '../views/fakeRefresh'

const both = { entities: ['contacts', 'companies'] } as const
const never = new Promise<never>(() => undefined)

/** A run over a browser whose storage stops answering when it is told to. */
const overHungStorage = () => {
  const world = createWorld({
    account: anAccount({
      contactCount: 200,
      leads: Array.from({ length: 200 }, (_, row) => aWireLead(5000 + row, { contacts: [row + 1] })),
    }),
  })
  const { checkpoints, reading } = world.deps
  let hung: 'nothing' | 'drop' | 'keep' = 'nothing'
  const run = createBulkRun({
    ...world.deps,
    checkpoints: { ...checkpoints, drop: () => (hung === 'drop' ? never : checkpoints.drop()) },
    reading: { ...reading, keep: (session) => (hung === 'keep' ? never : reading.keep(session)) },
  })
  return {
    world,
    run,
    hang: (what: 'drop' | 'keep' = 'drop') => {
      hung = what
    },
  }
}

const untilOther = (run: BulkRun, phase: string): Promise<string> =>
  new Promise((resolve) => {
    const undo = run.subscribe((state) => {
      if (state.phase === phase) return
      undo()
      resolve(state.phase)
    })
  })

describe('a press is answered at once, also where the storage of the browser is not', () => {
  it('«Остановить» in a pause of the writing', async () => {
    const { run, hang } = overHungStorage()
    writeAll(run)
    run.subscribe((state) => {
      if (state.phase === 'writing' && state.progress.written >= 50) run.pause()
    })
    run.start(both)
    await untilPhase(run, 'paused')
    hang()
    run.stop()
    expect(run.state()).toMatchObject({ phase: 'writing', isStopping: true })
  })

  it('«Остановить» in a pause of the reading', async () => {
    const { run, hang } = overHungStorage()
    run.subscribe((state) => {
      if (state.phase === 'reading') run.pause()
    })
    run.start(both)
    await untilPhase(run, 'paused')
    hang()
    run.stop()
    expect(run.state()).toEqual({ phase: 'checking', isEnding: true })
  })

  it('«Ничего не записывать» in the preview, whose window stays until the end is there', async () => {
    const { world, run, hang } = overHungStorage()
    const asked: string[] = []
    const model = aWindow(run, world, { close: () => asked.push('close') })
    run.start(both)
    await untilPhase(run, 'preview')
    hang()
    model.preview.choice.value = 'nothing'
    model.confirmChoice()
    expect(model.state.value).toEqual({ phase: 'checking', isEnding: true })
    expect(asked).toEqual([])
  })

  it('«Повторить только ошибки» while the records of the run are still being stored', async () => {
    const { world, run, hang } = overHungStorage()
    writeAll(run)
    await world.setFaults({ method: 'PATCH', status: 400, containsId: 7 })
    hang('keep')
    run.start(both)
    await untilPhase(run, 'report')
    run.retryFailed()
    expect(await untilOther(run, 'report')).toBe('checking')
  })
})

describe('a change that nobody can read is no news', () => {
  it('cards that are refused one after another move only the seconds that are left', () => {
    const progress = { written: 100, total: 12_480, secondsLeft: 1200 }
    const { model, run, clock } = aRunModel({ phase: 'writing', progress, isStopping: false })
    for (let second = 1; second <= 8; second += 1) {
      clock.moveBy(1000)
      run.show({
        phase: 'writing',
        progress: { ...progress, secondsLeft: 1200 + second },
        isStopping: false,
      })
    }
    expect(model.isCrmSlow.value).toBe(true)
    run.show({ phase: 'writing', progress: { ...progress, written: 150 }, isStopping: false })
    expect(model.isCrmSlow.value).toBe(false)
  })

  it('a card that waited for its turn and reads now says the same', () => {
    const clock = createFakeClock()
    const refresh = fakeRefresh({ phase: 'waiting' })
    const model = createCardPanelModel({ refresh, clock, pipelines: () => [], customerStages: () => [] })
    clock.moveBy(6000)
    refresh.show({ phase: 'reading', progress: null, known: null })
    clock.moveBy(2000)
    expect(model.isCrmSlow.value).toBe(true)
    refresh.show({ phase: 'reading', progress: { read: 10, total: 300 }, known: null })
    expect(model.isCrmSlow.value).toBe(false)
    model.dispose()
  })
})
