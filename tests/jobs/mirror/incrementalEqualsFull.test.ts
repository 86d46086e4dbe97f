import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { refreshForRun } from '../../../widget/jobs/mirror/refreshForRun'
import { parentTypes } from '../../../widget/records/parents'
import { anyWireAccount } from '../support/anyWireAccount'
import { createWorld } from '../support/createWorld'
import { anyChanges, makeChanges } from './anyChanges'
import { cardsIn, expectTrue, readMirror } from './mirrorWorld'

const settingsOf = fc.record({
  contacts: fc.constantFrom('all' as const, 'main' as const, 'split' as const),
  companies: fc.constantFrom('own' as const, 'withContacts' as const),
})

describe('a mirror that is refreshed', () => {
  for (const filters of [true, false])
    it(`equals a full reading and a brute force after any changes, with the filter package ${filters}`, async () => {
      await fc.assert(
        fc.asyncProperty(
          anyWireAccount,
          settingsOf,
          fc.boolean(),
          fc.array(anyChanges, { minLength: 1, maxLength: 3 }),
          async (account, settings, customersOrder, rounds) => {
            const world = createWorld({ account, settings, filters, unverified: { customersOrder } })
            let { mirror, run } = await readMirror(world)
            for (const changes of rounds) {
              const before = cardsIn(mirror, run)
              await makeChanges(world, changes)
              const refreshed = await refreshForRun(run, mirror)
              // Nothing of this is a sign of another account.
              if (refreshed === 'behind') throw new Error('what is kept was not believed')
              if (refreshed === null) {
                ;({ mirror, run } = await readMirror(world))
                continue
              }
              mirror = { records: mirror.records, meta: refreshed.meta }
              const after = cardsIn(mirror, run)
              const fresh = await readMirror(world)
              expect(after).toEqual(cardsIn(fresh.mirror, fresh.run))
              expectTrue(world, mirror, run)
              const { changed } = refreshed
              if (changed === 'all') continue
              for (const type of parentTypes) {
                const others = (cards: typeof before) =>
                  [...cards[type]]
                    .filter(([id]) => !changed[type].has(id))
                    .map(([id, card]) => [id, (card as { figures: unknown }).figures])
                expect(others(after)).toEqual(others(before))
              }
            }
          },
        ),
        { numRuns: 30 },
      )
    })
})
