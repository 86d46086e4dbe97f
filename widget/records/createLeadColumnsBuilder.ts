import { addRows } from './addRows'
import type { LeadColumns } from './columns'
import { createLinkColumnsBuilder } from './createLinkColumnsBuilder'
import { createParentIndex, type GrowingParentIndex } from './createParentIndex'
import { growColumn } from './growColumn'
import type { Lead } from './lead'
import { orderContactIds } from './orderContactIds'
import type { LeadBlock } from './recordBlocks'
import { toTargets } from './toTargets'

/** What became of an appended record: a record with an id that is there already replaces it unless it is older. */
export type Appended = 'added' | 'replaced' | 'ignored'

/** The part of a `Lead` that the columns keep. */
export type LeadRow = Pick<
  Lead,
  'id' | 'pipelineId' | 'stageId' | 'amount' | 'isDeleted' | 'updatedAt' | 'contacts' | 'companyIds'
>

export interface LeadColumnsBuilder {
  /** Number of different deals so far. */
  readonly count: number
  append(lead: LeadRow): Appended
  /** -1 when the deal was never appended. */
  rowOf(id: number): number
  /** Appends rows as `slice` gave them. Throws `RangeError` when one of them is there already. */
  load(block: LeadBlock): void
  /** A copy of rows `from` … `to - 1`. */
  slice(from: number, to: number): LeadBlock
  /** A deal that is known to be gone counts nowhere. False when it was never appended. */
  markDeleted(id: number): boolean
  /** The deals so far; what is appended later does not touch them. */
  finish(): LeadColumns
}

type StageKey = LeadColumns['stages'][number]

/**
 * An empty builder with room for `expected` rows (it grows by itself). Contacts and companies met in links are numbered in the given indexes. Keeps no object per deal: about 50 bytes
 * each. Throws `RangeError` at an id that is not an unsigned 32-bit integer.
 */
export const createLeadColumnsBuilder = (
  contacts: GrowingParentIndex,
  companies: GrowingParentIndex,
  expected = 256,
): LeadColumnsBuilder => {
  const index = createParentIndex(expected)
  const contactLinks = createLinkColumnsBuilder(expected)
  const companyLinks = createLinkColumnsBuilder(expected)
  const stages: StageKey[] = []
  const stagesOfPipelines = new Map<number, Map<number, number>>()
  let stage: Uint16Array = new Uint16Array(expected)
  let amounts: Float64Array = new Float64Array(expected)
  let isDeleted: Uint8Array = new Uint8Array(expected)
  let updatedAt: Float64Array = new Float64Array(expected)

  const stageIndexOf = (pipelineId: number, stageId: number): number => {
    let stagesOfPipeline = stagesOfPipelines.get(pipelineId)
    if (stagesOfPipeline === undefined) stagesOfPipelines.set(pipelineId, (stagesOfPipeline = new Map()))
    const known = stagesOfPipeline.get(stageId)
    if (known !== undefined) return known
    stagesOfPipeline.set(stageId, stages.length)
    return stages.push({ pipelineId, stageId }) - 1
  }

  const grow = (needed: number): void => {
    stage = growColumn(stage, needed)
    amounts = growColumn(amounts, needed)
    isDeleted = growColumn(isDeleted, needed)
    updatedAt = growColumn(updatedAt, needed)
  }

  return {
    get count() {
      return index.count
    },
    append(lead) {
      const known = index.count
      const row = index.add(lead.id)
      const isNew = row === known
      if (!isNew && lead.updatedAt < updatedAt[row]!) return 'ignored'
      if (row === amounts.length) grow(row + 1)
      stage[row] = stageIndexOf(lead.pipelineId, lead.stageId)
      amounts[row] = lead.amount
      isDeleted[row] = lead.isDeleted ? 1 : 0
      updatedAt[row] = lead.updatedAt
      contactLinks.set(row, toTargets(orderContactIds(lead.contacts), contacts))
      companyLinks.set(row, toTargets(lead.companyIds, companies))
      return isNew ? 'added' : 'replaced'
    },
    rowOf: (id) => index.indexOf(id),
    load(block) {
      const first = addRows(index, block.ids)
      grow(index.count)
      const codes = block.stages.map(({ pipelineId, stageId }) => stageIndexOf(pipelineId, stageId))
      for (let row = 0; row < block.count; row += 1) stage[first + row] = codes[block.stage[row]!]!
      amounts.set(block.amounts, first)
      isDeleted.set(block.isDeleted, first)
      updatedAt.set(block.updatedAt, first)
      contactLinks.load(first, block.contacts)
      companyLinks.load(first, block.companies)
    },
    slice: (from, to) => ({
      count: to - from,
      ids: index.ids.slice(from, to),
      stage: stage.slice(from, to),
      stages: [...stages],
      amounts: amounts.slice(from, to),
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
      stages: [...stages],
      amounts: amounts.slice(0, index.count),
      isDeleted: isDeleted.slice(0, index.count),
      contacts: contactLinks.finish(index.count),
      companies: companyLinks.finish(index.count),
    }),
  }
}
