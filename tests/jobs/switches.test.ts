import { describe, expect, it } from 'vitest'

import { createDemoAccount } from '../../host/seeds/createDemoAccount'
import { diffAccountFields } from '../oracle/diffAccountFields'
import { createWorld, worldNow } from './support/createWorld'
import { runThrough } from './support/runThrough'

/** What the documentation leaves open about lists and values, each in its other position alone. */
const positions: readonly object[] = [
  { filters: true },
  { numericAs: 'number' },
  { customersOrder: true },
  { leadsOrderWithoutFilters: false, filters: false },
  { unsortedInLeads: false },
  { archivedPipelinesListed: false },
]

describe('a run whatever the CRM does where nobody knows', () => {
  it.each(positions)('%o', async (position) => {
    const world = createWorld({ account: createDemoAccount(worldNow) })
    await world.setUnverified(position)
    await runThrough(world)
    expect(diffAccountFields(world.account())).toEqual([])
    expect(await runThrough(world)).toMatchObject({ changed: 0, firstTime: 0 })
  })
})
