import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunState } from '../../widget/jobs/runState'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const aWorld = () =>
  createWorld({
    account: anAccount({
      contactCount: 60,
      leads: Array.from({ length: 60 }, (_, position) =>
        aWireLead(5000 + position, { contacts: [position + 1] }),
      ),
    }),
  })

describe('a run that looks what has changed before it writes', () => {
  it('says so before the first request after «Записать», and until cards are written', async () => {
    const world = aWorld()
    const run = createBulkRun(world.deps)
    run.start({ entities: ['contacts'] })
    await untilPhase(run, 'preview')
    const sent = world.requests.length
    const told: [RunState, number][] = []
    run.subscribe((state) => told.push([state, world.requests.length]))
    run.choose('changed')
    await untilPhase(run, 'report')
    expect(told[0]).toEqual([
      {
        phase: 'writing',
        progress: expect.objectContaining({ written: 0, total: 0, isChecking: true }),
        isStopping: false,
      },
      sent,
    ])
    const written = told.find(([state]) => state.phase === 'writing' && state.progress.written > 0)?.[0]
    expect(written).not.toMatchObject({ progress: { isChecking: true } })
  })

  it('can be paused and stopped meanwhile, and then has written nothing', async () => {
    const world = aWorld()
    const run = createBulkRun(world.deps)
    run.start({ entities: ['contacts'] })
    await untilPhase(run, 'preview')
    const undo = run.subscribe((state) => {
      if (state.phase === 'writing') {
        undo()
        run.pause()
      }
    })
    run.choose('changed')
    await untilPhase(run, 'paused')
    run.stop()
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: false, firstTime: 0, notWritten: 60 })
    expect(world.writes()).toEqual([])
  })
})
