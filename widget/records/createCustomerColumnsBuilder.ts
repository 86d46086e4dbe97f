import { addRows } from './addRows'
import type { CustomerColumns } from './columns'
import type { Appended } from './createLeadColumnsBuilder'
import { createLinkColumnsBuilder } from './createLinkColumnsBuilder'
import { createParentIndex, type GrowingParentIndex } from './createParentIndex'
import type { Customer } from './customer'
import { growColumn } from './growColumn'
import { orderContactIds } from './orderContactIds'
import type { CustomerBlock } from './recordBlocks'
import { toTargets } from './toTargets'

/** The part of a `Customer` that the columns keep. */
export type CustomerRow = Pick<
  Customer,
  | 'id'
  | 'stageId'
  | 'nextPrice'
  | 'ltv'
  | 'purchasesCount'
  | 'isDeleted'
  | 'updatedAt'
  | 'contacts'
  | 'companyIds'
>

export interface CustomerColumnsBuilder {
  /** Number of different buyers so far. */
  readonly count: number
  append(customer: CustomerRow): Appended
  /** -1 when the buyer was never appended. */
  rowOf(id: number): number
  /** Appends rows as `slice` gave them. Throws `RangeError` when one of them is there already. */
  load(block: CustomerBlock): void
  /** A copy of rows `from` … `to - 1`. */
  slice(from: number, to: number): CustomerBlock
  /** A buyer that is known to be gone counts nowhere. False when it was never appended. */
  markDeleted(id: number): boolean
  /** The buyers so far; what is appended later does not touch them. */
  finish(): CustomerColumns
}

/** An empty builder; see `createLeadColumnsBuilder`. Count and sum of a buyer's purchases come from one record. */
export const createCustomerColumnsBuilder = (
  contacts: GrowingParentIndex,
  companies: GrowingParentIndex,
  expected = 256,
): CustomerColumnsBuilder => {
  const index = createParentIndex(expected)
  const contactLinks = createLinkColumnsBuilder(expected)
  const companyLinks = createLinkColumnsBuilder(expected)
  const stageIndexes = new Map<number, number>()
  let stage: Uint16Array = new Uint16Array(expected)
  let nextPrices: Float64Array = new Float64Array(expected)
  let ltvs: Float64Array = new Float64Array(expected)
  let purchasesCounts: Uint32Array = new Uint32Array(expected)
  let isDeleted: Uint8Array = new Uint8Array(expected)
  let updatedAt: Float64Array = new Float64Array(expected)

  const grow = (needed: number): void => {
    stage = growColumn(stage, needed)
    nextPrices = growColumn(nextPrices, needed)
    ltvs = growColumn(ltvs, needed)
    purchasesCounts = growColumn(purchasesCounts, needed)
    isDeleted = growColumn(isDeleted, needed)
    updatedAt = growColumn(updatedAt, needed)
  }

  const stageIndexOf = (stageId: number): number => {
    const known = stageIndexes.get(stageId)
    if (known !== undefined) return known
    stageIndexes.set(stageId, stageIndexes.size)
    return stageIndexes.size - 1
  }

  return {
    get count() {
      return index.count
    },
    append(customer) {
      const known = index.count
      const row = index.add(customer.id)
      const isNew = row === known
      if (!isNew && customer.updatedAt < updatedAt[row]!) return 'ignored'
      if (row === ltvs.length) grow(row + 1)
      stage[row] = stageIndexOf(customer.stageId)
      nextPrices[row] = customer.nextPrice
      ltvs[row] = customer.ltv
      purchasesCounts[row] = customer.purchasesCount
      isDeleted[row] = customer.isDeleted ? 1 : 0
      updatedAt[row] = customer.updatedAt
      contactLinks.set(row, toTargets(orderContactIds(customer.contacts), contacts))
      companyLinks.set(row, toTargets(customer.companyIds, companies))
      return isNew ? 'added' : 'replaced'
    },
    rowOf: (id) => index.indexOf(id),
    load(block) {
      const first = addRows(index, block.ids)
      grow(index.count)
      const codes = block.stages.map(stageIndexOf)
      for (let row = 0; row < block.count; row += 1) stage[first + row] = codes[block.stage[row]!]!
      nextPrices.set(block.nextPrices, first)
      ltvs.set(block.ltvs, first)
      purchasesCounts.set(block.purchasesCounts, first)
      isDeleted.set(block.isDeleted, first)
      updatedAt.set(block.updatedAt, first)
      contactLinks.load(first, block.contacts)
      companyLinks.load(first, block.companies)
    },
    slice: (from, to) => ({
      count: to - from,
      ids: index.ids.slice(from, to),
      stage: stage.slice(from, to),
      stages: [...stageIndexes.keys()],
      nextPrices: nextPrices.slice(from, to),
      ltvs: ltvs.slice(from, to),
      purchasesCounts: purchasesCounts.slice(from, to),
      isDeleted: isDeleted.slice(from, to),
      updatedAt: updatedAt.slice(from, to),
      contacts: contactLinks.slice(from, to),
      companies: companyLinks.slice(from, to),
    }),
    markDeleted(id) {
      const row = index.indexOf(id)
      if (row < 0) return false
      isDeleted[row] = 1
      return true
    },
    finish: () => ({
      count: index.count,
      ids: index.ids.slice(),
      stage: stage.slice(0, index.count),
      stages: [...stageIndexes.keys()],
      nextPrices: nextPrices.slice(0, index.count),
      ltvs: ltvs.slice(0, index.count),
      purchasesCounts: purchasesCounts.slice(0, index.count),
      isDeleted: isDeleted.slice(0, index.count),
      contacts: contactLinks.finish(index.count),
      companies: companyLinks.finish(index.count),
    }),
  }
}
