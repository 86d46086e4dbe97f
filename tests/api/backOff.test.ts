import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backOff, limitedBackOff } from '../../widget/api/backOff'
import { afterGatewayTimeout, afterWritten } from '../../widget/api/batchSize'

describe('backing off', () => {
  it('waits anything between nothing and a ceiling that doubles up to 30 s', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7].map((attempt) => backOff(attempt, () => 0.9999999, null))
    expect(longest).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    expect(backOff(3, () => 0, null)).toBe(0)
  })

  it('never waits less than the CRM asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          expect(backOff(attempt, () => random, 300)).toBeGreaterThanOrEqual(300_000)
          expect(limitedBackOff(attempt, () => random, 300)).toBe(300_000)
          expect(limitedBackOff(attempt, () => random, null)).toBeGreaterThanOrEqual(1000)
        },
      ),
    )
  })
})

describe('the size of a batch', () => {
  it('doubles after fast answers up to 250, stays after slow ones', () => {
    let size = 50
    const sizes = [1999, 100, 2000, 100].map((duration) => {
      size = afterWritten(size, duration)
      return size
    })
    expect(sizes).toEqual([100, 200, 200, 250])
  })

  it('halves when the gateway gives up, down to ten', () => {
    let size = 250
    const sizes = Array.from({ length: 6 }, () => {
      size = afterGatewayTimeout(size)
      return size
    })
    expect(sizes).toEqual([125, 62, 31, 15, 10, 10])
  })
})
