import { addRows } from './addRows'
import type { CustomerColumns } from './columns'
import { copyColumns, setColumns, sliceColumns } from './columnSet'
import { createGrowingColumn } from './createGrowingColumn'
import type { Appended } from './createLeadColumnsBuilder'
import { createLinkColumnsBuilder } from './createLinkColumnsBuilder'
import { createParentIndex, type GrowingParentIndex } from './createParentIndex'
import type { Customer } from './customer'
import { orderContactIds } from './orderContactIds'
import type { CustomerBlock } from './recordBlocks'
import { runAtOnce } from './runAtOnce'
import type { Steps } from './steps'
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
  /** `isCurrent`: this is how the CRM has it now, so that a later date that is known is no more. */
  append(customer: CustomerRow, isCurrent?: boolean): Appended
  /** -1 when the buyer was never appended. */
  rowOf(id: number): number
  idAt(row: number): number
  /** Unix seconds; NaN for a buyer that is gone. */
  changedAt(row: number): number
  /** Appends rows as `slice` gave them. Throws `RangeError` when one of them is there already. */
  load(block: CustomerBlock): void
  /** A copy of rows `from` … `to - 1`. */
  slice(from: number, to: number): CustomerBlock
  /** A buyer that is known to be gone counts nowhere. False when it was never appended. */
  markDeleted(id: number): boolean
  /** The buyers so far; what is appended later does not touch them. */
  finish(): CustomerColumns
  /** The same in steps; see `createLeadColumnsBuilder`. */
  finishInSteps(): Steps<CustomerColumns>
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
  const stage = createGrowingColumn(Uint16Array)
  const updatedAt = createGrowingColumn(Float64Array)
  const counted = {
    nextPrices: createGrowingColumn(Float64Array),
    ltvs: createGrowingColumn(Float64Array),
    purchasesCounts: createGrowingColumn(Uint32Array),
    isDeleted: createGrowingColumn(Uint8Array),
  }

  const stageIndexOf = (stageId: number): number => {
    const known = stageIndexes.get(stageId)
    if (known !== undefined) return known
    stageIndexes.set(stageId, stageIndexes.size)
    return stageIndexes.size - 1
  }

  function* finishInSteps(): Steps<CustomerColumns> {
    const count = index.count
    const ids = index.ids.slice()
    const columns = yield* copyColumns({ stage, ...counted }, count)
    const links = { contacts: yield* contactLinks.copy(count), companies: yield* companyLinks.copy(count) }
    return { count, ids, stages: [...stageIndexes.keys()], ...columns, ...links }
  }

  return {
    get count() {
      return index.count
    },
    append(customer, isCurrent = false) {
      const known = index.count
      const row = index.add(customer.id)
      const isNew = row === known
      if (!isNew && !isCurrent && customer.updatedAt < updatedAt.get(row)) return 'ignored'
      stage.set(row, stageIndexOf(customer.stageId))
      counted.nextPrices.set(row, customer.nextPrice)
      counted.ltvs.set(row, customer.ltv)
      counted.purchasesCounts.set(row, customer.purchasesCount)
      counted.isDeleted.set(row, customer.isDeleted ? 1 : 0)
      updatedAt.set(row, customer.updatedAt)
      contactLinks.set(row, toTargets(orderContactIds(customer.contacts), contacts))
      companyLinks.set(row, toTargets(customer.companyIds, companies))
      return isNew ? 'added' : 'replaced'
    },
    rowOf: (id) => index.indexOf(id),
    idAt: (row) => index.ids[row] ?? 0,
    changedAt: (row) => (counted.isDeleted.get(row) === 1 ? Number.NaN : updatedAt.get(row)),
    load(block) {
      const first = addRows(index, block.ids)
      const codes = block.stages.map(stageIndexOf)
      setColumns({ stage, updatedAt, ...counted }, first, {
        ...block,
        stage: block.stage.map((code) => codes[code]!),
      })
      contactLinks.load(first, block.contacts)
      companyLinks.load(first, block.companies)
    },
    slice: (from, to) => ({
      count: to - from,
      ids: index.ids.slice(from, to),
      stages: [...stageIndexes.keys()],
      ...sliceColumns({ stage, updatedAt, ...counted }, from, to),
      contacts: contactLinks.slice(from, to),
      companies: companyLinks.slice(from, to),
    }),
    markDeleted(id) {
      const row = index.indexOf(id)
      if (row < 0) return false
      counted.isDeleted.set(row, 1)
      return true
    },
    finish: () => runAtOnce(finishInSteps()),
    finishInSteps,
  }
}
