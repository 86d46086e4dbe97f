import { describe, expect, it } from 'vitest'

import { createBulkRun } from '../../widget/jobs/createBulkRun'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { anAccount, aWireLead } from '../jobs/support/anAccount'
import { createWorld } from '../jobs/support/createWorld'
import { untilPhase } from '../jobs/support/untilPhase'

const toContacts = (n: number) => ({ method: 'PATCH', path: '/api/v4/contacts', n })

describe('a card that is deleted before its batch and restored before the end of the run', () => {
  it.each(['reject', 'skip'])(
    'is written like all others (a batch with a missing card: %s)',
    async (batchMissingId) => {
      const world = createWorld({
        account: anAccount({
          contactCount: 600,
          leads: Array.from({ length: 600 }, (_, position) =>
            aWireLead(5000 + position, { contacts: [position + 1] }),
          ),
        }),
      })
      await world.setUnverified({ batchMissingId })
      await world.change(
        { op: 'delete', entity: 'contacts', id: 100, afterRequest: toContacts(1) },
        { op: 'restore', entity: 'contacts', id: 100, afterRequest: toContacts(4) },
      )
      const run = createBulkRun(world.deps)
      run.start({ entities: ['contacts', 'companies'] })
      await untilPhase(run, 'preview')
      run.choose('changed')
      const { report } = await untilPhase(run, 'report')
      expect(report).toMatchObject({ isComplete: true, firstTime: 602, failed: [] })
      expect(diffAccountFields(world.account())).toEqual([])
    },
  )
})
