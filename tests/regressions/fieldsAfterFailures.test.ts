import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import type { RunState } from '../../widget/jobs/runState'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createWorld } from '../jobs/support/createWorld'
import { untilPhase } from '../jobs/support/untilPhase'

describe('a run whose fields are not there yet', () => {
  it('makes them by itself where the CRM fails four times in a row', async () => {
    const world = createWorld({
      account: anAccount({ contactCount: 3, leads: [aWireLead(5000, { contacts: [1] })] }),
    })
    await world.setFaults({ method: 'POST', path: '/api/v4/contacts/custom_fields', times: 4, status: 500 })
    const run = createBulkRun(world.deps)
    const phases: RunState['phase'][] = []
    run.subscribe(({ phase }) => phases.push(phase))
    run.start({ entities: ['contacts'] })
    await untilPhase(run, 'preview')
    expect(phases).not.toContain('paused')
  })
})
