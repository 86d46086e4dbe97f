import { createIdSet } from '../records/createIdSet'
import { createRest } from './createRest'
import { dropGone } from './dropGone'
import { listedIds } from './listedIds'
import { needsMain } from './needsMain'
import { runInParts } from './runInParts'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { runStep } from './runStep'
import type { IdRange } from './shiftedRanges'

/** A list that the CRM gives in the order of ids. */
export type OrderedSource = Exclude<RunSource, 'customers'>

/** How far one range is read. */
interface RangeReading extends IdRange {
  /** All up to this id is read. */
  reached: number
  /** Rows by which the place of `reached` was overrated. */
  tooFar: number
  /** The lowest id, and the highest, between which every record was seen; null before the first page. */
  low: number | null
  high: number
  isDone: boolean
  /** False once ids did not ascend. */
  isOrdered: boolean
}

/** Rows before the place where a range should begin, since records may have gone that we do not know of. */
const margin = 20
/** Ranges with fewer rows between them are read as one. */
const nearRows = 200

/**
 * Reads parts of a list again so that nothing in them is missed, whatever comes or goes meanwhile; what is known there and does not come
 * is gone. False = the list is not in the order of ids after all.
 * @throws RunStopped, CrmError
 */
export const readRanges = async (
  run: RunSession,
  source: OrderedSource,
  ranges: readonly IdRange[],
): Promise<boolean> => {
  const rest = createRest(run.deps.clock)
  const known = await runInParts(run.records.finishInSteps(), rest)
  const ids = await runInParts(listedIds(known, source), rest)
  const seen = createIdSet()
  const readings = joinNear(ids, ranges).map(beginRange)
  const readRange = async (reading: RangeReading, signal: AbortSignal): Promise<void> => {
    while (reading.isOrdered && !reading.isDone)
      await readOn(run, source, reading, rowsOf(ids, reading), signal, (id) => {
        seen.add(id)
      })
  }
  await runStep(run, async (signal) => {
    const read = await Promise.allSettled(readings.map((reading) => readRange(reading, signal)))
    for (const result of read) if (result.status === 'rejected') throw result.reason as Error
  })
  if (!readings.every(({ isOrdered }) => isOrdered)) return false
  const isGone = (id: number): boolean =>
    !seen.has(id) && readings.some(({ low, high }) => low !== null && id >= low && id <= high)
  await runInParts(dropGone(run.records, known, source, ids, isGone), rest)
  return true
}

interface Rows {
  readonly from: number
  readonly to: number
}

const beginRange = (range: IdRange): RangeReading => ({
  ...range,
  reached: range.fromId,
  tooFar: 0,
  low: null,
  high: 0,
  isDone: false,
  isOrdered: true,
})

/** One reading of rows; it ends early where it turns out to have begun too late, and is then to be begun again. */
const readOn = (
  run: RunSession,
  source: OrderedSource,
  reading: RangeReading,
  rows: Rows,
  signal: AbortSignal,
  onSeen: (id: number) => void,
): Promise<void> => {
  const { client } = run.deps
  let isFirst = true
  const take = (
    records: readonly { readonly id: number }[],
    { start, isLast }: { readonly start: number; readonly isLast: boolean },
  ): boolean => {
    const lowest = records[0]?.id ?? Number.POSITIVE_INFINITY
    if (isFirst && start > 0 && lowest > reading.reached) {
      reading.tooFar = 2 * reading.tooFar + 2 * margin
      return false
    }
    isFirst = false
    for (const { id } of records) onSeen(id)
    reading.isOrdered &&= records.every(({ id }, row) => row === 0 || id > (records[row - 1]?.id ?? 0))
    if (!reading.isOrdered) return false
    reading.low ??= start === 0 ? 0 : lowest
    reading.reached = Math.max(reading.reached, records.at(-1)?.id ?? 0)
    reading.high = isLast ? Number.POSITIVE_INFINITY : reading.reached
    reading.isDone = reading.high >= reading.toId
    return !reading.isDone
  }
  const options = { priority: 'run', signal, needsMain: needsMain(run.settings) } as const
  if (source === 'leads')
    return client.listLeadRows(rows, options, (leads, page) => {
      const goesOn = take(leads, page)
      if (!isFirst) run.records.appendLeads(leads)
      return goesOn
    })
  return client.listParentRows(source, run.fieldIds[source], rows, options, (cards, page) => {
    const goesOn = take(cards, page)
    if (!isFirst) run.records.appendParents(source, cards)
    return goesOn
  })
}

/** Where what is left of a range should stand. */
const rowsOf = (ids: Uint32Array, { reached, toId, tooFar }: RangeReading): Rows => ({
  from: Math.max(0, countBelow(ids, reached) - margin - tooFar),
  to: countBelow(ids, toId) + margin,
})

const joinNear = (ids: Uint32Array, ranges: readonly IdRange[]): readonly IdRange[] => {
  const joined: IdRange[] = []
  for (const range of ranges) {
    const last = joined.at(-1)
    if (last !== undefined && countBelow(ids, range.fromId) - countBelow(ids, last.toId) < nearRows)
      joined[joined.length - 1] = { ...last, toId: range.toId }
    else joined.push(range)
  }
  return joined
}

/** Of ascending ids. */
const countBelow = (ids: Uint32Array, id: number): number => {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low
}
