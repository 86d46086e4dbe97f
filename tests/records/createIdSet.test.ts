import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createIdSet } from '../../widget/records/createIdSet'

const id = fc.oneof(fc.nat(40), fc.integer({ min: 65_530, max: 65_540 }), fc.nat(2 ** 32 - 1))

test('a set knows the ids that it met, until they are taken out', () => {
  fc.assert(
    fc.property(fc.array(id), fc.array(id), (met, others) => {
      const set = createIdSet()
      const plain = new Set<number>()
      for (const each of met) {
        expect(set.add(each)).toBe(!plain.has(each))
        plain.add(each)
      }
      for (const each of [...met, ...others]) expect(set.has(each)).toBe(plain.has(each))
      for (const each of others) expect(set.delete(each)).toBe(plain.delete(each))
      for (const each of [...met, ...others]) expect(set.has(each)).toBe(plain.has(each))
    }),
  )
})
