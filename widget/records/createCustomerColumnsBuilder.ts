import type { CustomerColumns } from './columns'
import type { Appended } from './createLeadColumnsBuilder'
import { createLinkColumnsBuilder } from './createLinkColumnsBuilder'
import { createParentIndex, type GrowingParentIndex } from './createParentIndex'
import type { Customer } from './customer'
import { growColumn } from './growColumn'
import { orderContactIds } from './orderContactIds'
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
  /** A buyer that is known to be gone counts nowhere. False when it was never appended. */
  markDeleted(id: number): boolean
  /** The buyers so far; what is appended later does not touch them. */
  finish(): CustomerColumns
}

/** An empty builder; see `createLeadColumnsBuilder`. Count and sum of a buyer's purchases come from one record. */
export const createCustomerColumnsBuilder = (
  contacts: GrowingParentIndex,
  companies: GrowingParentIndex,
): CustomerColumnsBuilder => {
  const index = createParentIndex()
  const contactLinks = createLinkColumnsBuilder()
  const companyLinks = createLinkColumnsBuilder()
  const stageIndexes = new Map<number, number>()
  let stage: Uint16Array = new Uint16Array(256)
  let nextPrices: Float64Array = new Float64Array(256)
  let ltvs: Float64Array = new Float64Array(256)
  let purchasesCounts: Uint32Array = new Uint32Array(256)
  let isDeleted: Uint8Array = new Uint8Array(256)
  let updatedAt: Float64Array = new Float64Array(256)

  const grow = (needed: number): void => {
    stage = growColumn(stage, needed)
    nextPrices = growColumn(nextPrices, needed)
    ltvs = growColumn(ltvs, needed)
    purchasesCounts = growColumn(purchasesCounts, needed)
    isDeleted = growColumn(isDeleted, needed)
    updatedAt = growColumn(updatedAt, needed)
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
      if (!stageIndexes.has(customer.stageId)) stageIndexes.set(customer.stageId, stageIndexes.size)
      stage[row] = stageIndexes.get(customer.stageId)!
      nextPrices[row] = customer.nextPrice
      ltvs[row] = customer.ltv
      purchasesCounts[row] = customer.purchasesCount
      isDeleted[row] = customer.isDeleted ? 1 : 0
      updatedAt[row] = customer.updatedAt
      contactLinks.set(row, toTargets(orderContactIds(customer.contacts), contacts))
      companyLinks.set(row, toTargets(customer.companyIds, companies))
      return isNew ? 'added' : 'replaced'
    },
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
