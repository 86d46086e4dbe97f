import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { averageOf } from '../../widget/calc/averageOf'

test.each([
  ['99 gifts of 100 and one of 1000', 1_090_000, 100, 2, 10_900],
  ['450 of 100 and 4 of 25', 4_510_000, 454, 2, 9934],
  ['46.935 is rounded up', 9387, 2, 2, 4694],
  ['-46.935 is rounded away from zero', -9387, 2, 2, -4694],
  ['0.005 is rounded up', 1, 2, 2, 1],
  ['0.0033 is rounded down', 1, 3, 2, 0],
  ['0.0067 is rounded up', 2, 3, 2, 1],
  ['27 025 by three to kopecks', 2_702_500, 3, 2, 900_833],
  ['27 025 by three to one decimal', 2_702_500, 3, 1, 900_830],
  ['27 025 by three to whole roubles', 2_702_500, 3, 0, 900_800],
  ['9 008.50 to whole roubles', 900_850, 1, 0, 900_900],
  ['9 008.49 to whole roubles', 900_849, 1, 0, 900_800],
  ['-9 008.50 to whole roubles', -900_850, 1, 0, -900_900],
  ['0.25 to one decimal', 25, 1, 1, 30],
  ['-0.25 to one decimal', -25, 1, 1, -30],
  ['0.24 to one decimal', 24, 1, 1, 20],
])('%s', (_, sum, count, digits, average) => {
  expect(averageOf(sum, count, digits)).toBe(average)
})

test('the average of nothing is not a number', () => {
  expect(averageOf(500, 0, 2)).toBeNaN()
})

test('the average is the nearest one of its digits, exactly, also near 2^52', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom(0, 1, 2),
      (sum, count, digits) => {
        const unit = 10n ** BigInt(2 - digits)
        const average = BigInt(averageOf(sum, count, digits))
        expect(average % unit).toBe(0n)
        const distance = average * BigInt(count) - BigInt(sum)
        const twice = (distance < 0n ? -distance : distance) * 2n
        expect(twice <= BigInt(count) * unit).toBe(true)
        if (twice === BigInt(count) * unit) expect(distance > 0n).toBe(sum > 0)
      },
    ),
  )
})
