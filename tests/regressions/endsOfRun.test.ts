import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createWorld } from '../jobs/support/createWorld'
import { runThrough } from '../jobs/support/runThrough'
import { untilPhase } from '../jobs/support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const aWorld = () =>
  createWorld({
    account: anAccount({
      contactCount: 300,
      leads: Array.from({ length: 300 }, (_, position) =>
        aWireLead(5000 + position, { contacts: [position + 1] }),
      ),
    }),
  })
const unpaid = { status: 402, contentType: 'application/problem+json', body: { detail: 'Payment Required' } }

/** A run whose writing the CRM refuses after its first batch. */
const runCutOff = async () => {
  const world = aWorld()
  await world.setFaults({ method: 'PATCH', after: 1, ...unpaid })
  const run = createBulkRun(world.deps)
  run.start(both)
  await untilPhase(run, 'preview')
  run.choose('changed')
  return { world, failed: await untilPhase(run, 'failed') }
}

describe('a run that the CRM cuts off', () => {
  it('while it writes: reports what was written and why no more', async () => {
    const { failed } = await runCutOff()
    expect(failed.failure).toMatchObject({ kind: 'crm', error: 'payment' })
    expect(failed.report).toMatchObject({
      isComplete: false,
      firstTime: 50,
      notWritten: 252,
      unchanged: 0,
      failed: [],
    })
    expect(failed.report?.failure).toEqual(failed.failure)
  })

  it('counts as the last one, since its cards are filled', async () => {
    const { world } = await runCutOff()
    await expect(world.deps.lastRuns.read()).resolves.toMatchObject({
      written: 50,
      notWritten: 252,
      isComplete: false,
      hasFilled: true,
    })
  })

  it('while it reads: has nothing to report', async () => {
    const world = aWorld()
    await world.setFaults({ path: '/api/v4/contacts?', ...unpaid })
    const run = createBulkRun(world.deps)
    run.start(both)
    const failed = await untilPhase(run, 'failed')
    expect(failed.report).toBeUndefined()
  })
})

describe('the last run', () => {
  it('is none while all runs so far have left the fields as they were, though their totals are known', async () => {
    const world = aWorld()
    await runThrough(world, 'nothing')
    await expect(world.deps.lastRuns.read()).resolves.toMatchObject({
      hasFilled: false,
      totals: { leads: 300 },
    })
    await runThrough(world, 'changed')
    await expect(world.deps.lastRuns.read()).resolves.toMatchObject({ hasFilled: true, written: 302 })
  })

  it('stays the one that has filled the fields when a later one writes nothing', async () => {
    const world = aWorld()
    await runThrough(world, 'changed')
    const filled = await world.deps.lastRuns.read()
    world.passTime(3600)
    await runThrough(world, 'nothing')
    const { totalsAt, ...last } = (await world.deps.lastRuns.read()) ?? {}
    expect({ ...last, totalsAt: filled?.totalsAt }).toEqual(filled)
    // Only the lists were counted anew.
    expect(totalsAt?.leads).toBeGreaterThanOrEqual((filled?.totalsAt?.leads ?? 0) + 3600)
  })
})
