import type { FigureColumns, SourceColumns } from '../records/columns'
import type { Steps } from '../records/steps'
import { averageOf } from './averageOf'
import { classCode } from './classCode'
import { countedItems } from './countedItems'
import { mendLargeSums } from './mendLargeSums'
import type { Rules } from './rules'
import { type ContributionSink, createAttribution, streamContributions } from './streamContributions'

/** The seven figures of all contacts and all companies, by dense index. */
export interface Totals {
  readonly contacts: FigureColumns
  readonly companies: FigureColumns
}

/** Each kind of items with an attribution of its own. */
function* walksOver(source: SourceColumns, rules: Rules) {
  for (const items of countedItems(source, rules))
    yield { items, attribution: createAttribution(source, rules.settings) }
}

/** Rows or cards of one step: well below a millisecond, also before the engine's code is optimised. */
const rowsAtOnce = 4096

/**
 * Totals in steps of so many rows, so that a page stays responsive: about 10 million rows a second. A row is a deal, a buyer or a buyer's
 * purchases. The columns are as long as the source's indexes are now.
 */
export function* totalInSteps(source: SourceColumns, rules: Rules, rows = rowsAtOnce): Steps<Totals> {
  const { averageDigits, zeroBudget } = rules.settings
  const lastCode = zeroBudget === 'skip' ? classCode.boughtFree : classCode.refused
  const sink = new TotalsSink(source.contacts.count, source.companies.count, lastCode)
  yield* touch(sink.contactBlocks, rows)
  yield* touch(sink.companyBlocks, rows)
  for (const { items, attribution } of walksOver(source, rules)) {
    for (let row = 0; row < items.count; row += rows) {
      streamContributions(items, attribution, sink, row, Math.min(items.count, row + rows))
      yield
    }
  }
  yield* mendLargeSums(
    { blocks: sink.contactBlocks, cards: sink.contactCount },
    { blocks: sink.companyBlocks, cards: sink.companyCount },
    walksOver(source, rules),
    rows,
  )
  return {
    contacts: yield* toFigureColumns(sink.contactBlocks, sink.contactCount, averageDigits, rows),
    companies: yield* toFigureColumns(sink.companyBlocks, sink.companyCount, averageDigits, rows),
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

/** Memory is given when it is written to for the first time: in steps, since the first deals would write to all of it. */
function* touch(blocks: Float64Array, rows: number): Steps<void> {
  for (let from = 0; from < blocks.length; from += rows * slotsPerRow) {
    blocks.fill(0, from, from + rows * slotsPerRow)
    yield
  }
}

/** To touch a slot takes so many times less than to attribute a deal. */
const slotsPerRow = 16

function* toFigureColumns(
  blocks: Float64Array,
  count: number,
  averageDigits: number,
  rows: number,
): Steps<FigureColumns> {
  const countsOf = (code: number) => blocks.subarray((code - 1) * 2 * count, (code - 1) * 2 * count + count)
  const sumsOf = (code: number) => blocks.subarray(((code - 1) * 2 + 1) * count, ((code - 1) * 2 + 2) * count)
  const boughtCount = countsOf(classCode.bought)
  const boughtSum = sumsOf(classCode.bought)
  const freeCount = countsOf(classCode.boughtFree)
  const averageCheck = new Float64Array(count)
  for (let from = 0; from < count; from += rows) {
    const to = Math.min(count, from + rows)
    for (let parent = from; parent < to; parent += 1)
      averageCheck[parent] = averageOf(boughtSum[parent]!, boughtCount[parent]!, averageDigits)
    // Free deals are bought too, but leave the average alone.
    if (freeCount.length > 0)
      for (let parent = from; parent < to; parent += 1) boughtCount[parent]! += freeCount[parent]!
    yield
  }
  return {
    boughtCount,
    boughtSum,
    averageCheck,
    inWorkCount: countsOf(classCode.inWork),
    inWorkSum: sumsOf(classCode.inWork),
    refusedCount: countsOf(classCode.refused),
    refusedSum: sumsOf(classCode.refused),
  }
}
