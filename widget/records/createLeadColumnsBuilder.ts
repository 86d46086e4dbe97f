import { addRows } from './addRows'
import type { LeadColumns } from './columns'
import { copyColumns, setColumns, sliceColumns } from './columnSet'
import { createGrowingColumn } from './createGrowingColumn'
import { createLinkColumnsBuilder } from './createLinkColumnsBuilder'
import { createParentIndex, type GrowingParentIndex } from './createParentIndex'
import type { Lead } from './lead'
import { orderContactIds } from './orderContactIds'
import type { LeadBlock } from './recordBlocks'
import { runAtOnce } from './runAtOnce'
import type { Steps } from './steps'
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
  /** `isCurrent`: this is how the CRM has it now, so that a later date that is known is no more. */
  append(lead: LeadRow, isCurrent?: boolean): Appended
  /** -1 when the deal was never appended. */
  rowOf(id: number): number
  idAt(row: number): number
  /** Unix seconds; NaN for a deal that is gone. */
  changedAt(row: number): number
  /** Appends rows as `slice` gave them. Throws `RangeError` when one of them is there already. */
  load(block: LeadBlock): void
  /** A copy of rows `from` … `to - 1`. */
  slice(from: number, to: number): LeadBlock
  /** A deal that is known to be gone counts nowhere. False when it was never appended. */
  markDeleted(id: number): boolean
  /** The deals so far; what is appended later does not touch them. */
  finish(): LeadColumns
  /** The same in steps of a block. Deals that change between two steps may be given as they were or as they are. */
  finishInSteps(): Steps<LeadColumns>
}

type StageKey = LeadColumns['stages'][number]

/**
 * An empty builder (it grows by itself, block by block). Contacts and companies met in links are numbered in the given indexes. Keeps no object per deal: about 50 bytes
 * each. Throws `RangeError` at an id that is not an unsigned 32-bit integer.
 */
export const createLeadColumnsBuilder = (
  contacts: GrowingParentIndex,
  companies: GrowingParentIndex,
): LeadColumnsBuilder => {
  const index = createParentIndex()
  const contactLinks = createLinkColumnsBuilder()
  const companyLinks = createLinkColumnsBuilder()
  const stages: StageKey[] = []
  const stagesOfPipelines = new Map<number, Map<number, number>>()
  const stage = createGrowingColumn(Uint16Array)
  const amounts = createGrowingColumn(Float64Array)
  const isDeleted = createGrowingColumn(Uint8Array)
  const updatedAt = createGrowingColumn(Float64Array)

  const stageIndexOf = (pipelineId: number, stageId: number): number => {
    let stagesOfPipeline = stagesOfPipelines.get(pipelineId)
    if (stagesOfPipeline === undefined) stagesOfPipelines.set(pipelineId, (stagesOfPipeline = new Map()))
    const known = stagesOfPipeline.get(stageId)
    if (known !== undefined) return known
    stagesOfPipeline.set(stageId, stages.length)
    return stages.push({ pipelineId, stageId }) - 1
  }

  function* finishInSteps(): Steps<LeadColumns> {
    const count = index.count
    const ids = index.ids.slice()
    const columns = yield* copyColumns({ stage, amounts, isDeleted }, count)
    const links = { contacts: yield* contactLinks.copy(count), companies: yield* companyLinks.copy(count) }
    return { count, ids, stages: [...stages], ...columns, ...links }
  }

  return {
    get count() {
      return index.count
    },
    append(lead, isCurrent = false) {
      const known = index.count
      const row = index.add(lead.id)
      const isNew = row === known
      if (!isNew && !isCurrent && lead.updatedAt < updatedAt.get(row)) return 'ignored'
      stage.set(row, stageIndexOf(lead.pipelineId, lead.stageId))
      amounts.set(row, lead.amount)
      isDeleted.set(row, lead.isDeleted ? 1 : 0)
      updatedAt.set(row, lead.updatedAt)
      contactLinks.set(row, toTargets(orderContactIds(lead.contacts), contacts))
      companyLinks.set(row, toTargets(lead.companyIds, companies))
      return isNew ? 'added' : 'replaced'
    },
    rowOf: (id) => index.indexOf(id),
    idAt: (row) => index.ids[row] ?? 0,
    changedAt: (row) => (isDeleted.get(row) === 1 ? Number.NaN : updatedAt.get(row)),
    load(block) {
      const first = addRows(index, block.ids)
      const codes = block.stages.map(({ pipelineId, stageId }) => stageIndexOf(pipelineId, stageId))
      setColumns({ stage, amounts, isDeleted, updatedAt }, first, {
        ...block,
        stage: block.stage.map((code) => codes[code]!),
      })
      contactLinks.load(first, block.contacts)
      companyLinks.load(first, block.companies)
    },
    slice: (from, to) => ({
      count: to - from,
      ids: index.ids.slice(from, to),
      stages: [...stages],
      ...sliceColumns({ stage, amounts, isDeleted, updatedAt }, from, to),
      contacts: contactLinks.slice(from, to),
      companies: companyLinks.slice(from, to),
    }),
    markDeleted(id) {
      const row = index.indexOf(id)
      if (row < 0) return false
      isDeleted.set(row, 1)
      return true
    },
    finish: () => runAtOnce(finishInSteps()),
    finishInSteps,
  }
}
