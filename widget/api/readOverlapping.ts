import type { Contradiction } from '../records/contradiction'
import { isCrmError } from '../records/crmError'
import { mostTries } from './backOff'
import type { PageReader } from './createBlockReader'
import type { Page } from './decodePage'
import { pageFrom, type RowsPage } from './pageFrom'
import { withLinkedAbort } from './withLinkedAbort'

/** Gets the rows of one page, of which the first is row `start` of the list. False = enough. */
export type OnRows<T> = (
  records: readonly T[],
  page: { readonly start: number; readonly isLast: boolean },
) => boolean

/** Rows of a list, counted from 0. */
export interface RowSpan {
  readonly from: number
  /** About: so far several pages are asked for at the same time, and after it one by one. */
  readonly to: number
}

export interface OverlappingPlan<T> {
  /** The first page holds `from`, and some rows before it. */
  readonly rows: RowSpan
  /** Reads one page by one answer. */
  readonly readPage: PageReader<T>
  /** Pages to keep on their way at this moment. */
  readonly ahead: () => number
  /** True for a record that stands in the list at or before one that was given to `onRows`. */
  readonly isMet: (record: T) => boolean
  readonly onRows: OnRows<T>
  /** The error of a list that contradicts itself. */
  readonly giveUp: (contradiction: Contradiction) => Error
  readonly signal?: AbortSignal
}

interface AskedPage<T> extends RowsPage {
  /** The row that it was asked for: rows before it are known. */
  readonly from: number
  readonly answer: Promise<Page<T>>
}

const mostRows = 250
const leastRows = 25
/** Rows that two pages in a row share: so many may go between their answers. */
const overlap = 3
/** Rows to go back where more have gone, doubled each time. */
const firstStepBack = 25
/** Good pages in a row after which larger ones are tried again. */
const recovery = 8
/** Pages in a row without a row that was not met: some come so where rows go all the time, and then again and again only by a fault. */
const mostFruitless = 12

/**
 * Reads an ordered list from a row on so that nothing is missed, whatever is deleted or restored meanwhile: each page is one answer and
 * begins with rows that the page before it held, or is asked for again from farther up. Pages in a row that merely follow each other
 * cannot tell (API 12.2). Costs a tenth more pages. Stops at the list's end or when `onRows` says so. A page that is shorter than asked and
 * yet has a next one is read again in smaller ones; rejects with `giveUp` where pages go on without anything new.
 */
export function readOverlapping<T>(plan: OverlappingPlan<T>): Promise<void> {
  return withLinkedAbort(plan.signal, (signal) => readToEnd(plan, signal))
}

async function readToEnd<T>(plan: OverlappingPlan<T>, signal: AbortSignal): Promise<void> {
  let asked: AskedPage<T>[] = []
  let row = plan.rows.from
  let most = mostRows
  let good = 0
  let stepBack = firstStepBack
  let isBegun = false
  let fruitless = 0
  let isMissed = false
  for (;;) {
    while (asked.length < (row < plan.rows.to ? plan.ahead() : 1)) {
      const next = ask(row)
      asked.push(next)
      row = next.end - overlap
    }
    const next = asked.shift() ?? ask(row)
    const page = await answerOf(next)
    if (page === null || isCut(page, next)) {
      split(next)
      continue
    }
    recover()
    const [first] = page.records
    if (isBegun && next.start > 0 && (first === undefined || !plan.isMet(first))) {
      isMissed ||= first === undefined
      asked = []
      row = Math.max(0, next.start - stepBack)
      stepBack *= 2
      continue
    }
    const hasNew = !isBegun || page.records.some((record) => !plan.isMet(record))
    fruitless = hasNew ? 0 : fruitless + 1
    isMissed &&= !hasNew
    if (fruitless === mostFruitless) {
      throw plan.giveUp(isMissed ? 'pageMissing' : 'nothingNew')
    }
    isBegun = true
    stepBack = firstStepBack
    const isLast = page.next === null
    if (!plan.onRows(page.records, { start: next.start, isLast }) || isLast) {
      return
    }
  }

  function ask(from: number): AskedPage<T> {
    const rows = pageFrom(from, most)
    const options = { tries: mostTries, stopsAtGatewayTimeout: rows.limit > leastRows, signal }
    const answer = plan.readPage(rows.page, rows.limit, options)
    // A failure is met in its turn, or by nobody where the page is not needed any more.
    answer.catch(() => undefined)
    return { ...rows, from, answer }
  }

  /** null = the gateway gave the page up, and it can be smaller. */
  async function answerOf({ answer, limit }: AskedPage<T>): Promise<Page<T> | null> {
    try {
      return await answer
    } catch (error) {
      if (isCrmError(error) && error.status === 504 && limit > leastRows) {
        return null
      }
      throw error
    }
  }

  function isCut({ records, next }: Page<T>, { limit }: RowsPage): boolean {
    return next !== null && records.length < limit && limit > leastRows
  }

  /** Puts smaller pages in the place of one that the gateway gave up, or that was cut. */
  function split({ from, end }: AskedPage<T>): void {
    most = Math.max(leastRows, Math.floor(most / 2))
    good = 0
    const parts: AskedPage<T>[] = []
    for (let start = from; start < end - overlap; ) {
      const part = ask(start)
      parts.push(part)
      start = part.end - overlap
    }
    asked.unshift(...parts)
  }

  function recover(): void {
    good += 1
    if (good >= recovery && most < mostRows) {
      good = 0
      most = Math.min(mostRows, most * 2)
    }
  }
}
