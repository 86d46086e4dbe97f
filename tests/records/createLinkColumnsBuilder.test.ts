import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLinkColumnsBuilder } from '../../widget/records/createLinkColumnsBuilder'

const targets = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 })

/** Sets the rows in turn and wants every row to have what it was given last. */
const expectLast = (calls: readonly (readonly [number, readonly number[]])[], count: number) => {
  const builder = createLinkColumnsBuilder()
  const last = new Map<number, readonly number[]>()
  for (const [row, given] of calls) {
    builder.set(row, given)
    last.set(row, given)
  }
  const links = builder.finish(count)
  const rows = Array.from({ length: count }, (_, row) => [
    ...links.targets.subarray(links.offsets[row], links.offsets[row + 1]),
  ])
  expect(rows).toStrictEqual(Array.from({ length: count }, (_, row) => last.get(row) ?? []))
  expect(links.targets).toHaveLength(links.offsets[count] ?? -1)
}

test('rows that come one after another keep their targets', () => {
  fc.assert(
    fc.property(fc.array(targets, { maxLength: 700 }), (rows) => {
      expectLast([...rows.entries()], rows.length)
    }),
    { numRuns: 30 },
  )
})

test('rows that come in any order and again have what came last; others have nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), targets)), fc.integer({ min: 21, max: 24 }), expectLast),
  )
})

test('rows that came one after another, and then some again, have what came last', () => {
  const replaced = fc.array(fc.tuple(fc.nat(9), targets))
  fc.assert(
    fc.property(fc.array(targets, { minLength: 10, maxLength: 20 }), replaced, (rows, again) => {
      expectLast([...rows.entries(), ...again], rows.length)
    }),
  )
})
