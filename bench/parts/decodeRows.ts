import { runDecodeBenchmark } from '../decode'
import { formatNumber } from '../formatNumber'
import { type BenchRow, rowOf } from '../row'

/** Decoding and folding of pages against `JSON.parse` of the same text. */
export const decodeRows = async (): Promise<readonly BenchRow[]> => {
  const { leads, contacts, limits } = await runDecodeBenchmark()
  const rowFor = (what: string, { ratios, parseMs, decodeMs, foldMs }: typeof leads): BenchRow =>
    rowOf(
      what,
      `≤ ${limits.decodeAndFold} × JSON.parse`,
      `${formatNumber(ratios.decodeAndFold, 2)} ×`,
      ratios.decodeAndFold <= limits.decodeAndFold,
      `decode ${formatNumber(decodeMs)} ms + fold ${formatNumber(foldMs)} ms against ${formatNumber(parseMs)} ms; median of 5`,
    )
  return [
    rowFor('decode and fold of 4 000 pages of 250 deals', leads),
    rowFor('decode and fold of 400 pages of 250 contacts with all eight values', contacts),
  ]
}
