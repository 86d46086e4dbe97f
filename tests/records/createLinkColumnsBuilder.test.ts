import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LinkColumns } from '../../widget/records/columns'
import { createLinkColumnsBuilder } from '../../widget/records/createLinkColumnsBuilder'
import { blockRows } from '../../widget/records/recordBlocks'
import { runAtOnce } from '../../widget/records/runAtOnce'

const targets = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 })

/** Sets the rows in turn and wants every row to have what it was given last. */
const expectLast = (calls: readonly (readonly [number, readonly number[]])[], count: number) => {
  const builder = createLinkColumnsBuilder()
  const last = new Map<number, readonly number[]>()
  for (const [row, given] of calls) {
    builder.set(row, given)
    last.set(row, given)
  }
  const links = runAtOnce(builder.copy(count))
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

test('a copy in steps of a block each, and slices across blocks, have what every row was given', () => {
  const builder = createLinkColumnsBuilder()
  const count = blockRows * 2 + 5
  for (let row = 0; row < count; row += 1) builder.set(row, [row, row + 1].slice(row % 3))
  builder.set(3, [7, 8, 9])
  builder.set(blockRows + 1, [])
  const given = (row: number) =>
    row === 3 ? [7, 8, 9] : row === blockRows + 1 ? [] : [row, row + 1].slice(row % 3)
  const rowsOf = ({ offsets, targets: all }: LinkColumns) =>
    Array.from({ length: offsets.length - 1 }, (_, row) => [...all.subarray(offsets[row], offsets[row + 1])])
  const steps = builder.copy(count)
  let step = steps.next()
  let taken = 0
  for (; step.done !== true; taken += 1) step = steps.next()
  expect(taken).toBe(3)
  expect(rowsOf(step.value)).toStrictEqual(Array.from({ length: count }, (_, row) => given(row)))
  const slice = builder.slice(blockRows - 2, blockRows + 3)
  expect(rowsOf(slice)).toStrictEqual([-2, -1, 0, 1, 2].map((place) => given(blockRows + place)))
  const loaded = createLinkColumnsBuilder()
  loaded.load(blockRows - 2, slice)
  expect(loaded.slice(blockRows - 2, blockRows + 3)).toStrictEqual(slice)
  expect(runAtOnce(builder.copy(0))).toStrictEqual({
    offsets: new Uint32Array(1),
    targets: new Uint32Array(0),
  })
})
