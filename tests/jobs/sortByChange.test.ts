import { array, assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { sortByChange } from '../../widget/jobs/sortByChange'

it('puts the greatest changes first and leaves equal ones as they stand', () => {
  assert(
    property(array(integer({ min: -5, max: 5 }), { maxLength: 60 }), (changes) => {
      const indexes = Uint32Array.from(changes, (_, index) => index)
      const expected = [...indexes].sort((left, right) => (changes[right] ?? 0) - (changes[left] ?? 0))
      expect([...sortByChange(indexes, (index) => changes[index] ?? 0)]).toEqual(expected)
    }),
  )
})
