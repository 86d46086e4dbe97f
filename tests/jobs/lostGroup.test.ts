import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { fieldNames } from '../../widget/texts/fieldNames'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from './support/anAccount'
import { createWorld, type World } from './support/createWorld'
import { untilPhase } from './support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const options = { priority: 'run' } as const
const { group: groupName } = fieldNames('ru', 'RUB')

const aWorld = () =>
  createWorld({ account: anAccount({ leads: [aWireLead(5000, { contacts: [1], company: 1001 })] }) })

/** A run that waits at its preview. */
const startRun = async (world: World) => {
  const run = createBulkRun(world.deps)
  run.start(both)
  await untilPhase(run, 'preview')
  return run
}

const deleteGroup = async (world: World) => {
  const groups = await world.client.listGroups('contacts', options)
  await world.client.deleteGroup('contacts', groups.find(({ name }) => name === groupName)?.id ?? '', options)
}

describe('a group of fields that is deleted during a run', () => {
  it('is told in the report; figures and fields stay', async () => {
    const world = aWorld()
    const run = await startRun(world)
    await deleteGroup(world)
    run.choose('changed')
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, lostGroups: ['contacts'], failed: [] })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('is told also where its fields go with it: they are made again after a pause', async () => {
    const world = aWorld()
    await world.setUnverified({ deletedGroupFields: 'deleted' })
    const run = await startRun(world)
    await deleteGroup(world)
    run.choose('changed')
    await expect(untilPhase(run, 'paused')).resolves.toMatchObject({ reason: { kind: 'fieldGone' } })
    run.resume()
    const { report } = await untilPhase(run, 'report')
    expect(report).toMatchObject({ isComplete: true, lostGroups: ['contacts'], failed: [] })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('is not asked about by a run that is stopped: its report waits for no answer', async () => {
    const world = aWorld()
    const run = await startRun(world)
    await world.setFaults({ method: 'PATCH', status: 503 })
    run.choose('changed')
    await untilPhase(run, 'paused')
    const before = world.requests.length
    run.stop()
    await expect(untilPhase(run, 'report')).resolves.toMatchObject({
      report: { isComplete: false, lostGroups: [] },
    })
    expect(world.requests.slice(before).map(({ path }) => path)).toEqual([])
  })

  it('is not told where nobody can say, nor where it was gone before', async () => {
    const world = aWorld()
    const first = await startRun(world)
    await world.setFaults({ path: '/api/v4/contacts/custom_fields/groups', status: 404 })
    first.choose('changed')
    await expect(untilPhase(first, 'report')).resolves.toMatchObject({ report: { lostGroups: [] } })
    await world.setFaults()
    await deleteGroup(world)
    const second = await startRun(world)
    second.choose('all')
    await expect(untilPhase(second, 'report')).resolves.toMatchObject({ report: { lostGroups: [] } })
  })
})
