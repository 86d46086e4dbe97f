import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { AccountFile } from '../../host/account/accountFile'
import { createWorld } from './support/createWorld'
import { anAccount, aWireLead } from './support/anAccount'
import { createCardWorld } from './support/createCardWorld'
import { runThrough } from './support/runThrough'
import { storedFigures } from './support/storedFigures'
import { bruteForceFigures } from '../oracle/bruteForceFigures'
import { diffAccountFields } from '../oracle/diffAccountFields'

const account = (prices: readonly number[], contacts: readonly number[] = [1]): AccountFile =>
  anAccount({
    contactCount: 2,
    companyCount: 1,
    leads: prices.map((price, position) => aWireLead(600 + position, { price, contacts })),
  })

describe('sums near the limit of fifteen digits', () => {
  it('are added up exactly and written, though they are beyond what a number counts in hundredths', async () => {
    const world = createWorld({ account: account([999_999_999_999_990, 4.25, 4.75]) })
    await runThrough(world)
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({
      BOUGHT_SUM: '999999999999999',
      AVERAGE_CHECK: '333333333333333',
    })
    expect(diffAccountFields(world.account())).toEqual([])
  })

  it('of one digit more are not rounded to fit: the card fails with the reason', async () => {
    for (const prices of [[999_999_999_999_990, 10], [99_999_999_999_999, 0.99], [99_999_999_999_999.98]]) {
      const world = createWorld({ account: account(prices) })
      const report = await runThrough(world)
      expect(bruteForceFigures(world.account()).contacts.get(1)?.isTooLong).toBe(true)
      expect(report.failed).toMatchObject([{ parent: { id: 1 }, reason: 'tooManyDigits' }])
      expect(storedFigures(world, 'contacts', 1)).toEqual({})
    }
  })

  it('are the same on an opened card', async () => {
    const world = await createCardWorld({ account: account([999_999_999_999_990, 4.25, 4.75]) })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ outcome: 'written' })
    expect(storedFigures(world, 'contacts', 1)).toMatchObject({ BOUGHT_SUM: '999999999999999' })
    await expect(world.open('contacts', 1)).resolves.toMatchObject({ outcome: 'equal' })
    const large = await createCardWorld({ account: account([999_999_999_999_990, 10]) })
    await expect(large.open('contacts', 1)).resolves.toMatchObject({ outcome: 'tooManyDigits' })
  })

  it('are split exactly', async () => {
    const world = createWorld({
      account: account([199_999_999_999_998], [1, 2]),
      settings: { contacts: 'split' },
    })
    await runThrough(world)
    expect(storedFigures(world, 'contacts', 2)).toMatchObject({ BOUGHT_SUM: '99999999999999' })
    expect(diffAccountFields(world.account(), { contacts: 'split' })).toEqual([])
  })

  it('agree with the brute force whatever they are', async () => {
    const price = fc.oneof(
      fc.integer({ min: 0, max: 999_999_999_999_999 }),
      fc.integer({ min: 0, max: 99_999_999_999_999 }).map((tenths) => tenths / 10),
      fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(price, { minLength: 1, maxLength: 6 }), async (prices) => {
        const world = createWorld({ account: account(prices) })
        await runThrough(world)
        expect(diffAccountFields(world.account())).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})
