import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunState } from '../../widget/jobs/runState'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createWorld, type World } from '../jobs/support/createWorld'
import { untilPhase } from '../jobs/support/untilPhase'

const both = { entities: ['contacts', 'companies'] } as const
const leadCount = 3000
const firstLead = 5000
const aWorld = (filters: boolean) =>
  createWorld({
    filters,
    account: anAccount({
      contactCount: 1200,
      leads: Array.from({ length: leadCount }, (_, position) =>
        aWireLead(firstLead + position, {
          contacts: [(position % 1200) + 1],
          company: 1001 + (position % 2),
        }),
      ),
    }),
  })

/** A deal and a contact go after every page of these lists, and come back some pages later. */
const shakeLists = (world: World) =>
  world.change(
    ...Array.from({ length: 60 }, (_, n) => n + 1).flatMap((n) =>
      [
        { entity: 'leads', id: firstLead + ((n * 7) % leadCount) },
        { entity: 'contacts', id: ((n * 11) % 1200) + 1 },
      ].flatMap(({ entity, id }) => [
        { op: 'delete', entity, id, afterRequest: { method: 'GET', path: `/${entity}\\?.*order\\[id/`, n } },
        ...(n % 3 === 0
          ? [
              {
                op: 'restore',
                entity,
                id,
                afterRequest: { method: 'GET', path: `/${entity}\\?.*order\\[id/`, n: n + 4 },
              },
            ]
          : []),
      ]),
    ),
  )

/** Runs to the report by itself; gives the states that it has told. */
const runAlone = async (world: World) => {
  const run = createBulkRun(world.deps)
  const phases: RunState['phase'][] = []
  run.subscribe(({ phase }) => phases.push(phase))
  run.start(both)
  await untilPhase(run, 'preview')
  run.choose('changed')
  const { report } = await untilPhase(run, 'report')
  return { report, phases }
}

describe('a run over lists of which records come and go all the time', () => {
  it.each([true, false])('ends without help, right, with the filter package %s', async (filters) => {
    const world = aWorld(filters)
    await shakeLists(world)
    const { report, phases } = await runAlone(world)
    expect(phases).not.toContain('paused')
    expect(report).toMatchObject({ isComplete: true })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('reads no list a second time as a whole', async () => {
    const world = aWorld(true)
    await shakeLists(world)
    await runAlone(world)
    const pages = world.requests.filter(({ path }) => path.includes('/leads?') && path.includes('order[id]'))
    expect(pages.length).toBeLessThan(2 * Math.ceil(leadCount / 250) * 1.2)
  })
})
