import { mostPagesAhead } from '../records/mostPagesAhead'
import type { UnixSeconds } from '../records/brands'
import type { PageMark } from './runSession'

/** A record that came or went while its list was read. */
export interface Shift {
  /** 0 = not known which. */
  readonly id: number
  /** Null = not known when. */
  readonly at: UnixSeconds | null
}

/** Ids from … to, both included. */
export interface IdRange {
  readonly fromId: number
  readonly toId: number
}

/** Seconds by which the CRM's clock and ours may differ, and what whole seconds hide. */
const unsure = 2

/**
 * Where a list that is ordered by id may have lost rows between its pages: a record that goes moves all rows after it, so that one at a
 * page's border is never seen if the record went between the answers of the two pages (API 12.2). Only pages that were on their way then
 * are concerned. The place of each record itself is among the ranges, since it is there no more, or again. Ranges ascend and do not overlap.
 */
export const shiftedRanges = (
  shifts: readonly Shift[],
  marks: readonly PageMark[] | null,
): readonly IdRange[] => {
  const ranges = shifts.flatMap(({ id, at }) => {
    const own: readonly IdRange[] = id === 0 ? [] : [{ fromId: id, toId: id }]
    const between = betweenPages(marks, at)
    const range = { fromId: Math.max(id, between.fromId), toId: between.toId }
    return range.fromId < range.toId ? [...own, range] : own
  })
  const joined: IdRange[] = []
  for (const range of ranges.sort((one, other) => one.fromId - other.fromId)) {
    const last = joined.at(-1)
    if (last === undefined || range.fromId > last.toId) joined.push(range)
    else joined[joined.length - 1] = { ...last, toId: Math.max(last.toId, range.toId) }
  }
  return joined
}

/** Ids that stand at the borders of pages that were on their way at a moment. Page n was sent after page n − 16 was folded. */
const betweenPages = (marks: readonly PageMark[] | null, at: UnixSeconds | null): IdRange => {
  if (marks === null || at === null) return { fromId: 0, toId: Number.POSITIVE_INFINITY }
  const firstLater = marks.findIndex((mark) => mark.at + unsure >= at)
  if (firstLater < 0) return { fromId: 0, toId: 0 }
  const firstAfter = marks.findIndex((mark) => mark.at - unsure > at)
  const lastEarlier = (firstAfter < 0 ? marks.length : firstAfter) - 1
  return {
    fromId: marks[firstLater - 1]?.lastId ?? 0,
    toId: marks[lastEarlier + mostPagesAhead + 1]?.lastId ?? Number.POSITIVE_INFINITY,
  }
}
