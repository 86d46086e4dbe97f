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

/** A page whose turn will come. */
interface PlannedPage<T> extends RowsPage {
  /** The row that it is for: rows before it are known. */
  readonly from: number
  /** null = not asked for yet. */
  answer: Promise<Page<T>> | null
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
  let planned: PlannedPage<T>[] = []
  /** Of the pages that are on their way now: those that turn out to be of no use are cancelled with it. */
  let generation = new AbortController()
  let onTheirWay = 0
  const stop = (): void => generation.abort(signal.reason)
  if (signal.aborted) {
    stop()
  }
  signal.addEventListener('abort', stop)
  let row = plan.rows.from
  let most = mostRows
  let good = 0
  let stepBack = firstStepBack
  let isBegun = false
  let fruitless = 0
  let isMissed = false
  for (;;) {
    const ahead = Math.max(1, plan.ahead())
    while (planned.length < (row < plan.rows.to ? ahead : 1)) {
      const last = planPage(row)
      planned.push(last)
      row = last.end - overlap
    }
    askAhead(ahead)
    const next = planned.shift() ?? planPage(row)
    const page = await answerOf(next)
    if (page === null || isCut(page, next)) {
      split(next)
      continue
    }
    recover()
    const [first] = page.records
    if (isBegun && next.start > 0 && (first === undefined || !plan.isMet(first))) {
      isMissed ||= first === undefined
      giveUpPlanned()
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

  function planPage(from: number): PlannedPage<T> {
    return { ...pageFrom(from, most), from, answer: null }
  }

  function ask(page: PlannedPage<T>): Promise<Page<T>> {
    const { limit } = page
    page.answer ??= plan.readPage(page.page, limit, {
      tries: mostTries,
      stopsAtGatewayTimeout: limit > leastRows,
      signal: generation.signal,
    })
    return page.answer
  }

  /** Pages that take the place of one that was split do not all go out at once, beside those that were asked for before. */
  function askAhead(ahead: number): void {
    for (const page of planned) {
      if (onTheirWay >= ahead) {
        return
      }
      if (page.answer === null) {
        onTheirWay += 1
        // A failure is met in its turn, or by nobody where the page is not needed any more.
        ask(page).then(countAnswered, countAnswered)
      }
    }
  }

  function countAnswered(): void {
    onTheirWay -= 1
  }

  function giveUpPlanned(): void {
    planned = []
    generation.abort()
    generation = new AbortController()
  }

  /** null = the gateway gave the page up, and it can be smaller. */
  async function answerOf(page: PlannedPage<T>): Promise<Page<T> | null> {
    try {
      return await ask(page)
    } catch (error) {
      if (isCrmError(error) && error.status === 504 && page.limit > leastRows) {
        return null
      }
      throw error
    }
  }

  function isCut({ records, next }: Page<T>, { limit }: RowsPage): boolean {
    return next !== null && records.length < limit && limit > leastRows
  }

  /** Puts smaller pages in the place of one that the gateway gave up, or that was cut. */
  function split({ from, end }: PlannedPage<T>): void {
    most = Math.max(leastRows, Math.floor(most / 2))
    good = 0
    const parts: PlannedPage<T>[] = []
    for (let start = from; start < end - overlap; ) {
      const part = planPage(start)
      parts.push(part)
      start = part.end - overlap
    }
    planned.unshift(...parts)
  }

  function recover(): void {
    good += 1
    if (good >= recovery && most < mostRows) {
      good = 0
      most = Math.min(mostRows, most * 2)
    }
  }
}
