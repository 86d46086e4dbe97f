import type { UnixSeconds } from '../records/brands'
import { createIdSet } from '../records/createIdSet'
import type { Contradiction } from '../records/contradiction'
import { CrmError } from '../records/crmError'
import { createRest } from './createRest'
import { dropGone } from './dropGone'
import { explainFall } from './explainFall'
import { listedIds } from './listedIds'
import { needsMain } from './needsMain'
import { readOtherWay } from './readSource'
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
  /** The row after the last one, where the list has ended by its own word. */
  end: number | null
  /** Ends of the list in a row that were none, and before which nothing new came. */
  fruitless: number
  /** False once ids did not ascend. */
  isOrdered: boolean
}

/** Rows before the place where a range should begin, since records may have gone that we do not know of. */
const margin = 20
/** False ends in a row after which the list is taken for one that contradicts itself. */
const mostFruitless = 3
/** Ranges that are read at the same time: there is no sense in more, since so many calls wait for the CRM already. */
const mostAtOnce = 7
/** Ranges with fewer rows between them are read as one. */
const nearRows = 200

/**
 * Reads parts of a list again so that nothing in them is missed, whatever comes or goes meanwhile; what is known there and does not come
 * is gone, which events since `since` have to tell of, where it is much. The list's end is proved by its highest id. False = the list is not
 * in the order of ids after all.
 * @throws RunStopped, CrmError
 */
export const readRanges = async (
  run: RunSession,
  source: OrderedSource,
  ranges: readonly IdRange[],
  since: UnixSeconds,
): Promise<boolean> => {
  const rest = createRest(run.deps.clock)
  const known = await runInParts(run.records.finishInSteps(), rest)
  const ids = await runInParts(listedIds(known, source), rest)
  const seen = createIdSet()
  const readings = joinNear(ids, ranges).map(beginRange)
  const readRange = async (reading: RangeReading, signal: AbortSignal): Promise<void> => {
    while (reading.isOrdered && !reading.isDone) {
      const { reached } = reading
      await readOn(run, source, reading, rowsOf(ids, reading), signal, (id) => {
        seen.add(id)
      })
      if (reading.end !== null && !reading.isDone) await proveEnd(run, source, reading, reached, signal)
    }
  }
  await runStep(run, async (signal) => {
    const left = [...readings]
    const readNext = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await readRange(next, signal)
    }
    await Promise.all(Array.from({ length: mostAtOnce }, readNext))
  })
  if (!readings.every(({ isOrdered }) => isOrdered)) return false
  const isGone = (id: number): boolean =>
    !seen.has(id) && readings.some(({ low, high }) => low !== null && id >= low && id <= high)
  await explainFall(run, {
    source,
    before: ids.length,
    since,
    missing: (deleted) => ids.reduce((count, id) => (isGone(id) && !deleted.has(id) ? count + 1 : count), 0),
    readOtherWay: (signal) => readOtherWay(run, source, signal, (id) => seen.add(id)),
  })
  await runInParts(dropGone(run.records, known, source, ids, isGone), rest)
  return true
}

/**
 * The list ends where its highest id is, or nothing stands beyond it; else the reading goes on from there. `reached`: where it stood before.
 * @throws CrmError
 */
const proveEnd = async (
  run: RunSession,
  source: OrderedSource,
  reading: RangeReading,
  reached: number,
  signal: AbortSignal,
): Promise<void> => {
  const highest = (await run.deps.client.findHighestId(source, { priority: 'run', signal })) ?? 0
  const isEnd =
    highest === reading.reached ||
    // The order is ignored, or the last record has gone meanwhile.
    (highest < reading.reached && !(await hasMore(run, source, reading, signal)))
  if (isEnd) {
    reading.high = Number.POSITIVE_INFINITY
    reading.isDone = true
    return
  }
  reading.fruitless = reading.reached > reached ? 0 : reading.fruitless + 1
  if (reading.fruitless < mostFruitless) return
  throw new CrmError({
    kind: 'notWhole',
    method: 'GET',
    path: `/api/v4/${source}`,
    status: 200,
    detail: 'endMissing' satisfies Contradiction,
  })
}

/** Whether a record with a higher id stands behind what is taken for the list's end. */
const hasMore = async (
  run: RunSession,
  source: OrderedSource,
  { end, reached }: RangeReading,
  signal: AbortSignal,
): Promise<boolean> => {
  let isFound = false
  const look = (records: readonly { readonly id: number }[]): boolean => {
    isFound ||= records.some(({ id }) => id > reached)
    return false
  }
  await listRows(run, source, { from: end ?? 0, to: end ?? 0 }, signal, look)
  return isFound
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
  end: null,
  fruitless: 0,
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
  let isFirst = true
  const take = (
    records: readonly { readonly id: number }[],
    { start, isLast }: { readonly start: number; readonly isLast: boolean },
  ): boolean => {
    const lowest = records[0]?.id ?? Number.POSITIVE_INFINITY
    if (isFirst && start > 0 && lowest > reading.reached) {
      reading.tooFar = 2 * reading.tooFar + 2 * margin
      reading.end = null
      return false
    }
    isFirst = false
    for (const { id } of records) onSeen(id)
    reading.isOrdered &&= records.every(({ id }, row) => row === 0 || id > (records[row - 1]?.id ?? 0))
    if (!reading.isOrdered) return false
    reading.low ??= start === 0 ? 0 : lowest
    reading.reached = Math.max(reading.reached, records.at(-1)?.id ?? 0)
    reading.high = reading.reached
    reading.end = isLast ? start + records.length : null
    reading.isDone = reading.high >= reading.toId
    return !reading.isDone && !isLast
  }
  return listRows(run, source, rows, signal, (records, page, keep) => {
    const goesOn = take(records, page)
    if (!isFirst) keep()
    return goesOn
  })
}

/** Rows of a list until `onRows` has enough; what it keeps goes into the run's records. */
const listRows = (
  run: RunSession,
  source: OrderedSource,
  rows: Rows,
  signal: AbortSignal,
  onRows: (
    records: readonly { readonly id: number }[],
    page: { readonly start: number; readonly isLast: boolean },
    keep: () => void,
  ) => boolean,
): Promise<void> => {
  const { client } = run.deps
  const options = { priority: 'run', signal, needsMain: needsMain(run.settings) } as const
  if (source === 'leads')
    return client.listLeadRows(rows, options, (leads, page) =>
      onRows(leads, page, () => {
        run.records.appendLeads(leads, true)
      }),
    )
  return client.listParentRows(source, run.fieldIds[source], rows, options, (cards, page) =>
    onRows(cards, page, () => {
      run.records.appendParents(source, cards, true)
    }),
  )
}

/** Where what is left of a range should stand. */
const rowsOf = (ids: Uint32Array, { reached, toId, tooFar, end }: RangeReading): Rows => ({
  from: Math.max(0, (end ?? countBelow(ids, reached)) - margin - tooFar),
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
