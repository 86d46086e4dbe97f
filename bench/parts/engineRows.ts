import { limits, runEngineBenchmark } from '../engine'
import { formatNumber } from '../formatNumber'
import { type BenchRow, rowOf } from '../row'

/** The engine over a million deals against the bare loop over the same columns. */
export const engineRows = (): readonly BenchRow[] => {
  const result = runEngineBenchmark()
  const { bareMs, plainMs, splitMs, ratios, isEqual } = result
  const size = '1 000 000 deals, 300 000 contacts, 100 000 companies'
  const noteOf = (ms: number | undefined): string =>
    `${formatNumber(ms ?? 0)} ms against ${formatNumber(bareMs ?? 0)} ms of the bare loop, median of 5`
  const isHeld = (ratio: number, limit: number): boolean => ratio <= limit && isEqual
  const results = isEqual ? 'equal results' : 'results differ'
  return [
    rowOf(
      `engine, ${size}`,
      `≤ ${limits.plain} × the bare loop, equal results`,
      `${formatNumber(ratios.plain, 2)} ×, ${results}`,
      isHeld(ratios.plain, limits.plain),
      noteOf(plainMs),
    ),
    rowOf(
      'engine with split and withContacts, the same account',
      `≤ ${limits.splitWithContacts} × the bare loop, equal results`,
      `${formatNumber(ratios.splitWithContacts, 2)} ×, ${results}`,
      isHeld(ratios.splitWithContacts, limits.splitWithContacts),
      `${noteOf(splitMs)}; results against a plain loop of the same rules`,
    ),
    rowOf(
      'engine, longest piece of work without a rest',
      '≤ 50 ms',
      `${formatNumber(result.longestSliceMs, 1)} ms`,
      result.longestSliceMs <= 50,
      'split and withContacts; the page rests when pieces have taken 8 ms together',
    ),
  ]
}
