import type { FigureColumns, SourceColumns } from '../records/columns'
import { averageOf } from './averageOf'
import { classCode } from './classCode'
import { countedItems } from './countedItems'
import type { Rules } from './rules'
import { type ContributionSink, createAttribution, streamContributions } from './streamContributions'

/** The seven figures of all contacts and all companies, by dense index. */
export interface Totals {
  readonly contacts: FigureColumns
  readonly companies: FigureColumns
}

export interface TotalsInSteps {
  /** Folds at most so many more rows; true when all are folded. A row is a deal, a buyer or a buyer's purchases. */
  advance(rows: number): boolean
  /** The figures of what was folded, as views of columns that a later `advance` goes on filling. */
  finish(): Totals
}

/**
 * Totals that can be made in slices, so that a page stays responsive: about 10 million rows a second. The columns are as long as
 * the source's indexes are now.
 */
export const createTotals = (source: SourceColumns, rules: Rules): TotalsInSteps => {
  let attribution = createAttribution(source, rules.settings)
  const { averageDigits, zeroBudget } = rules.settings
  const lastCode = zeroBudget === 'skip' ? classCode.boughtFree : classCode.refused
  const sink = new TotalsSink(source.contacts.count, source.companies.count, lastCode)
  const waiting = [...countedItems(source, rules)]
  let row = 0

  return {
    advance(rows) {
      let left = rows
      while (left > 0 && waiting[0] !== undefined) {
        const items = waiting[0]
        const end = Math.min(items.count, row + left)
        streamContributions(items, attribution, sink, row, end)
        left -= end - row
        row = end
        if (row === items.count) {
          waiting.shift()
          attribution = createAttribution(source, rules.settings)
          row = 0
        }
      }
      return waiting.length === 0
    },
    finish: () => ({
      contacts: toFigureColumns(sink.contactBlocks, sink.contactCount, averageDigits),
      companies: toFigureColumns(sink.companyBlocks, sink.companyCount, averageDigits),
    }),
  }
}

/**
 * One block of counts and one of sums for each `ClassCode` from 1 to `classes`, all in one array. A class and not a literal: one hidden shape for
 * all runs lets the engine inline both methods into the stream.
 */
class TotalsSink implements ContributionSink {
  readonly contactCount: number
  readonly companyCount: number
  readonly contactBlocks: Float64Array
  readonly companyBlocks: Float64Array

  constructor(contactCount: number, companyCount: number, classes: number) {
    this.contactCount = contactCount
    this.companyCount = companyCount
    this.contactBlocks = new Float64Array(contactCount * classes * 2)
    this.companyBlocks = new Float64Array(companyCount * classes * 2)
  }

  addToContact(contact: number, code: number, count: number, amount: number): void {
    const at = (code - 1) * 2 * this.contactCount + contact
    this.contactBlocks[at]! += count
    this.contactBlocks[at + this.contactCount]! += amount
  }

  addToCompany(company: number, code: number, count: number, amount: number): void {
    const at = (code - 1) * 2 * this.companyCount + company
    this.companyBlocks[at]! += count
    this.companyBlocks[at + this.companyCount]! += amount
  }
}

const toFigureColumns = (blocks: Float64Array, count: number, averageDigits: number): FigureColumns => {
  const countsOf = (code: number) => blocks.subarray((code - 1) * 2 * count, (code - 1) * 2 * count + count)
  const sumsOf = (code: number) => blocks.subarray(((code - 1) * 2 + 1) * count, ((code - 1) * 2 + 2) * count)
  const paidCount = countsOf(classCode.bought)
  const boughtSum = sumsOf(classCode.bought)
  const freeCount = countsOf(classCode.boughtFree)
  const averageCheck = new Float64Array(count)
  for (let parent = 0; parent < count; parent += 1)
    averageCheck[parent] = averageOf(boughtSum[parent]!, paidCount[parent]!, averageDigits)
  return {
    boughtCount:
      freeCount.length === 0 ? paidCount : paidCount.map((paid, parent) => paid + freeCount[parent]!),
    boughtSum,
    averageCheck,
    inWorkCount: countsOf(classCode.inWork),
    inWorkSum: sumsOf(classCode.inWork),
    refusedCount: countsOf(classCode.refused),
    refusedSum: sumsOf(classCode.refused),
  }
}
