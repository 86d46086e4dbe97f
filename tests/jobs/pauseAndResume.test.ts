import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunState } from '../../widget/jobs/runState'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const account = (contactCount = 600) =>
  anAccount({
    contactCount,
    leads: Array.from({ length: 600 }, (_, position) =>
      aWireLead(5000 + position, { contacts: [position + 1], company: 1001 }),
    ),
  })

describe('a run that is paused and told to go on before it has stood still', () => {
  it.each([
    ['reading', (state: RunState) => state.phase === 'reading' && state.progress.read.leads > 0],
    ['writing', (state: RunState) => state.phase === 'writing' && state.progress.written > 0],
  ])('goes on while %s as if nothing had been', async (_phase, isTime) => {
    const world = createWorld({ account: account() })
    const run = createBulkRun(world.deps)
    let times = 0
    run.subscribe((state) => {
      if (state.phase === 'preview') queueMicrotask(() => run.choose('changed'))
      if (!isTime(state) || times === 3) return
      times += 1
      run.pause()
      run.resume()
    })
    run.start({ entities: ['contacts', 'companies'] })
    const { report } = await untilPhase(run, 'report')
    expect(times).toBe(3)
    expect(report).toMatchObject({ isComplete: true, failed: [], firstTime: 602 })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('fails no card that was left out of a batch because of the pause', async () => {
    const world = createWorld({ account: account(2500) })
    const run = createBulkRun(world.deps)
    let isOver = false
    run.subscribe((state) => {
      if (state.phase === 'preview') queueMicrotask(() => run.choose('changed'))
      // By then two batches are on their way together: the pause keeps back what would follow the first of them.
      if (isOver || state.phase !== 'writing' || state.progress.written < 700) return
      isOver = true
      run.pause()
      setImmediate(() => run.resume())
    })
    run.start({ entities: ['contacts', 'companies'] })
    const { report } = await untilPhase(run, 'report')
    expect(isOver).toBe(true)
    expect(report).toMatchObject({ isComplete: true, failed: [], firstTime: 2502 })
    expect(diffAccountFields(world.account())).toEqual([])
  })
})
