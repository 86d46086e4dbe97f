import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { diffAccountFields } from '../oracle/diffAccountFields'
import { anyWireAccount } from './support/anyWireAccount'
import { createWorld } from './support/createWorld'
import { runThrough } from './support/runThrough'

describe('a run over any account', () => {
  for (const contacts of ['all', 'main', 'split'] as const)
    for (const companies of ['own', 'withContacts'] as const)
      it(`writes what a brute force gives with contacts = ${contacts}, companies = ${companies}`, async () => {
        await fc.assert(
          fc.asyncProperty(
            anyWireAccount,
            fc.constantFrom('zero' as const, 'clear' as const),
            fc.constantFrom('count' as const, 'skip' as const),
            async (account, empty, zeroBudget) => {
              const settings = { contacts, companies, empty, zeroBudget }
              const world = createWorld({ account, settings })
              const report = await runThrough(world)
              expect(report.failed).toEqual([])
              expect(diffAccountFields(world.account(), settings)).toEqual([])
              const again = await runThrough(world)
              expect(again).toMatchObject({ changed: 0, firstTime: 0, stamped: 0 })
            },
          ),
          { numRuns: 15 },
        )
      })
})
