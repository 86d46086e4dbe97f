import { array, assert, double, integer, oneof, property } from 'fast-check'
import { expect, it } from 'vitest'
import { sortByChange } from '../../widget/jobs/sortByChange'
import { runAtOnce } from '../../widget/records/runAtOnce'

const change = oneof(integer({ min: -5, max: 5 }), integer(), double({ noNaN: true }))

it('puts the greatest changes first and leaves equal ones as they stand', () => {
  assert(
    property(array(change, { maxLength: 60 }), (changes) => {
      const indexes = Uint32Array.from(changes, (_, index) => index)
      const expected = [...indexes].sort((left, right) => (changes[right] ?? 0) - (changes[left] ?? 0))
      const sorted = runAtOnce(sortByChange(indexes, (index) => changes[index] ?? 0))
      expect([...sorted]).toEqual(expected)
    }),
  )
})
