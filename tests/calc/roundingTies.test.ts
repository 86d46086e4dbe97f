import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { averageOf } from '../../widget/calc/averageOf'
import { fieldText } from '../../widget/records/fieldText'
import { toExact } from '../../widget/records/exactMinor'
import { toMajorText } from '../../widget/records/toMajorText'
import { toMinor } from '../../widget/records/toMinor'
import { divideHalfAway, formatMajorUnits, toMinorUnits } from '../oracle/exactDecimals'

describe('an amount that lies between two hundredths', () => {
  it.each([
    [1.005, 101],
    [8.575, 858],
    [10.075, 1008],
    [0.285, 29],
    [1.255, 126],
    [5.015, 502],
    [0.005, 1],
    [1.115, 112],
    [2.675, 268],
    [1.004999, 100],
    [300.99, 30_099],
    [0, 0],
  ])('%f is rounded half away from zero, by its decimals', (major, minor) => {
    expect(toMinor(major)).toBe(minor)
    expect(toMinor(-major)).toBe(minor === 0 ? 0 : -minor)
  })

  it('is rounded as exact decimals are, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 15), max: 10 ** 15 }),
        fc.integer({ min: 0, max: 9 }),
        (digits, places) => {
          const major = Number(`${digits}e-${places}`)
          expect(toExact(toMinor(major))).toBe(toMinorUnits(major))
        },
      ),
    )
  })

  it('ties above all: thousandths that end in five', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (hundredths) => {
        const major = Number(`${hundredths}5e-3`)
        expect(BigInt(toMinor(major))).toBe(toMinorUnits(major))
      }),
    )
  })
})

describe('sums of up to fifteen digits', () => {
  it('that are whole are written as they are, and one digit more is not', () => {
    const written = (major: number) => fieldText(toMinor(major), true)
    expect(written(999_999_999_999_999)).toBe('999999999999999')
    expect(written(-999_999_999_999_999)).toBe('-999999999999999')
    expect(written(90_071_992_547_410)).toBe('90071992547410')
    expect(written(99_999_999_999_999.5)).toBe('99999999999999.5')
    expect(written(9_999_999_999_999.25)).toBe('9999999999999.25')
    expect(written(99_999_999_999_999.25)).toBeNull()
    expect(written(1_000_000_000_000_000)).toBeNull()
    expect(written(1e21)).toBeNull()
  })

  it('stand for one amount each', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n) + 1n, 10n ** 15n - 1n), (whole) => {
        const minor = toMinor(Number(whole))
        expect(toExact(minor)).toBe(whole * 100n)
        expect(toMajorText(minor)).toBe(formatMajorUnits(whole * 100n))
      }),
    )
  })

  it('have exact averages', () => {
    fc.assert(
      fc.property(
        fc.bigInt(10n ** 13n, 10n ** 15n - 1n),
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom(0, 1, 2),
        (whole, count, digits) => {
          const unit = 10n ** BigInt(2 - digits)
          const exact = divideHalfAway(whole * 100n, BigInt(count) * unit) * unit
          const average = averageOf(toMinor(Number(whole)), count, digits)
          const text = formatMajorUnits(exact)
          const fits = text.replaceAll(/\D/g, '').length <= 15
          expect(fieldText(average, true)).toBe(fits ? text : null)
        },
      ),
    )
  })
})
