import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderIndexes } from '../../widget/records/orderIndexes'
import { runAtOnce } from '../../widget/records/runAtOnce'
import { countReads } from '../builders/countReads'

const word = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 32 - 1 }))

test('indexes come in the order of their keys, equal ones as they stood, in steps of any length', () => {
  const keys = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 50 }), fc.array(fc.nat()), (given, rows, draws) => {
      const indexes = Uint32Array.from(draws, (draw) => draw % given.length)
      const words = [0, 1].map((place) => Uint32Array.from(given, (pair) => pair[place] ?? 0))
      const keyOf = (index: number): number => (given[index]?.[1] ?? 0) * 2 ** 32 + (given[index]?.[0] ?? 0)
      const expected = [...indexes].sort((left, right) => keyOf(left) - keyOf(right))
      expect([...runAtOnce(orderIndexes(indexes, words, rows))]).toStrictEqual(expected)
    }),
  )
})

test('no step looks at more keys than it is told', () => {
  const keys = countReads(Uint32Array.from({ length: 1000 }, (_, place) => (place * 7919) % 4000))
  const indexes = Uint32Array.from({ length: 1000 }, (_, place) => place)
  const steps = orderIndexes(indexes, [keys.column], 16)
  let most = 0
  while (steps.next().done !== true) most = Math.max(most, keys.take())
  expect(most).toBe(16)
})
