import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyColumns, sliceColumns } from '../../widget/records/columnSet'
import { createGrowingColumn } from '../../widget/records/createGrowingColumn'
import { blockRows } from '../../widget/records/recordBlocks'
import { runAtOnce } from '../../widget/records/runAtOnce'
import { expectSame } from '../builders/expectSame'

/** Rows about the borders of chunks, where mistakes would show. */
const row = fc.oneof(
  fc.nat(200),
  fc.integer({ min: blockRows - 3, max: blockRows + 3 }),
  fc.integer({ min: 2 * blockRows - 3, max: 2 * blockRows + 3 }),
)

test('a column holds what was set last, and elsewhere what it was told to hold', () => {
  const calls = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('set' as const), row, value: fc.integer() }),
      fc.record({
        kind: fc.constant('setAll' as const),
        row,
        values: fc.array(fc.integer(), { maxLength: 8 }),
      }),
      fc.record({ kind: fc.constant('reserve' as const), row }),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(calls, row, row, fc.constantFrom(0, Number.NaN), (made, one, other, fill) => {
      const column = createGrowingColumn(Float64Array, fill)
      const plain = new Map<number, number>()
      for (const call of made) {
        if (call.kind === 'set') {
          column.set(call.row, call.value)
          plain.set(call.row, call.value)
        } else if (call.kind === 'setAll') {
          column.setAll(call.row, Float64Array.from(call.values))
          call.values.forEach((value, place) => plain.set(call.row + place, value))
        } else column.reserve(call.row)
      }
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const expected = Float64Array.from({ length: to - from }, (_, place) => plain.get(from + place) ?? fill)
      expectSame(sliceColumns({ column }, from, to).column, expected)
      expect([column.get(from), column.get(1e7)]).toStrictEqual([plain.get(from) ?? fill, fill])
    }),
    { numRuns: 40 },
  )
})

test('a copy in steps takes no more rows in a step than a block has', () => {
  const column = createGrowingColumn(Uint32Array)
  const count = blockRows * 2 + 7
  for (let each = 0; each < count; each += 1) column.set(each, each + 1)
  let most = 0
  const watched = {
    ...column,
    copyTo(target: Uint32Array<ArrayBuffer>, at: number, from: number, to: number) {
      most = Math.max(most, to - from)
      column.copyTo(target, at, from, to)
    },
  }
  const steps = copyColumns({ watched }, count)
  let taken = 0
  let step = steps.next()
  for (; step.done !== true; taken += 1) step = steps.next()
  expect([most, taken]).toStrictEqual([blockRows, 3])
  expect(step.value.watched).toStrictEqual(Uint32Array.from({ length: count }, (_, each) => each + 1))
  expect(runAtOnce(copyColumns({ column }, 0)).column).toHaveLength(0)
})
