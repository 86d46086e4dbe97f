import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toMajorText } from '../../widget/records/toMajorText'

test.each([
  [50_000_000, '500000'],
  [123_450, '1234.5'],
  [30_099, '300.99'],
  [0, '0'],
  [-0, '0'],
  [5, '0.05'],
  [50, '0.5'],
  [-5, '-0.05'],
  [-100, '-1'],
  [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  [14_528_846, '145288.46'],
])('%d minor units are written %s', (minor, text) => {
  expect(toMajorText(minor)).toBe(text)
})

test('a fraction of a minor unit keeps its decimals', () => {
  expect(toMajorText(10_012.5)).toBe('100.125')
})

test('the text is the exact amount, with at most two decimals and no trailing zeros', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (minor) => {
      const text = toMajorText(minor)
      expect(text).toMatch(/^-?\d+(\.\d?[1-9])?$/)
      const [whole = '', decimals = ''] = text.split('.')
      expect(BigInt(whole + decimals.padEnd(2, '0'))).toBe(BigInt(minor))
    }),
  )
})
