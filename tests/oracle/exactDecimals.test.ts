import { assert, bigInt, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divideHalfAway, formatMajorUnits, isSameDecimal, toMinorUnits } from './exactDecimals'

describe('exactDecimals', () => {
  it('reads what the wire may hold', () => {
    const read = [300.99, '300.99', 100.5, 0.1, 99_999_999.999, 1e21, 1.005, -1.005, null, undefined, '.5']
    expect(read.map(toMinorUnits)).toEqual([
      30099n,
      30099n,
      10050n,
      10n,
      10_000_000_000n,
      10n ** 23n,
      101n,
      -101n,
      0n,
      0n,
      50n,
    ])
    expect(() => toMinorUnits('1 000')).toThrow('Not a decimal')
    expect(() => toMinorUnits('')).toThrow('Not a decimal')
  })

  it('writes what it reads', () => {
    assert(
      property(bigInt(-(10n ** 17n), 10n ** 17n), (minor) => {
        expect(toMinorUnits(formatMajorUnits(minor))).toBe(minor)
        expect(formatMajorUnits(minor)).not.toMatch(/\.\d?0$|\.$/)
      }),
    )
    expect([50000000n, 123450n, 5n, -5n, 0n].map(formatMajorUnits)).toEqual([
      '500000',
      '1234.5',
      '0.05',
      '-0.05',
      '0',
    ])
  })

  it('divides to the nearest, halves away from zero', () => {
    expect([divideHalfAway(9387n, 2n), divideHalfAway(-9387n, 2n), divideHalfAway(10n, 3n)]).toEqual([
      4694n,
      -4694n,
      3n,
    ])
  })

  it('compares text and numbers as decimals', () => {
    expect([isSameDecimal('500000.00', 500000), isSameDecimal('0', '0.001')]).toEqual([true, false])
  })
})
