import type { LinkColumns, StoredColumns } from './columns'
import { fieldKeys } from './fieldKeys'
import { joinColumns } from './joinColumns'
import type { CustomerBlock, LeadBlock, ParentBlock, RecordBlocks, RecordTable } from './recordBlocks'

/**
 * Blocks of consecutive rows as one; there has to be one at least. They have to be of the same table and the same records: the stages of an
 * earlier one are the first of those of a later one.
 */
export const joinBlocks = <T extends RecordTable>(
  table: T,
  blocks: readonly RecordBlocks[T][],
): RecordBlocks[T] => {
  const [first] = blocks
  return blocks.length === 1 && first !== undefined ? first : joins[table](blocks)
}

const joinLeads = (blocks: readonly LeadBlock[]): LeadBlock => ({
  ...joinRows(blocks),
  stages: longest(blocks.map(({ stages }) => stages)),
  stage: joinColumns(blocks.map(({ stage }) => stage)),
  amounts: joinColumns(blocks.map(({ amounts }) => amounts)),
  isDeleted: joinColumns(blocks.map(({ isDeleted }) => isDeleted)),
  contacts: joinLinks(blocks.map(({ contacts }) => contacts)),
})

const joinCustomers = (blocks: readonly CustomerBlock[]): CustomerBlock => ({
  ...joinRows(blocks),
  stages: longest(blocks.map(({ stages }) => stages)),
  stage: joinColumns(blocks.map(({ stage }) => stage)),
  nextPrices: joinColumns(blocks.map(({ nextPrices }) => nextPrices)),
  ltvs: joinColumns(blocks.map(({ ltvs }) => ltvs)),
  purchasesCounts: joinColumns(blocks.map(({ purchasesCounts }) => purchasesCounts)),
  isDeleted: joinColumns(blocks.map(({ isDeleted }) => isDeleted)),
  contacts: joinLinks(blocks.map(({ contacts }) => contacts)),
})

const joinParents = (blocks: readonly ParentBlock[]): ParentBlock => ({
  ...joinRows(blocks),
  isListed: joinColumns(blocks.map(({ isListed }) => isListed)),
  nameText: blocks.map(({ nameText }) => nameText).join(''),
  nameEnds: joinEnds(
    blocks.map(({ nameEnds }) => nameEnds),
    blocks.map(({ nameText }) => nameText.length),
  ),
  responsibleUserIds: joinColumns(blocks.map(({ responsibleUserIds }) => responsibleUserIds)),
  stored: Object.fromEntries(
    fieldKeys.map((key) => [key, joinColumns(blocks.map(({ stored }) => stored[key]))]),
  ) as unknown as StoredColumns,
})

const joins: { readonly [T in RecordTable]: (blocks: readonly RecordBlocks[T][]) => RecordBlocks[T] } = {
  leads: joinLeads,
  customers: joinCustomers,
  contacts: joinParents,
  companies: joinParents,
}

/** What the blocks of all tables have. */
const joinRows = (blocks: readonly Pick<LeadBlock, 'count' | 'ids' | 'updatedAt' | 'companies'>[]) => ({
  count: blocks.reduce((sum, { count }) => sum + count, 0),
  ids: joinColumns(blocks.map(({ ids }) => ids)),
  updatedAt: joinColumns(blocks.map(({ updatedAt }) => updatedAt)),
  companies: joinLinks(blocks.map(({ companies }) => companies)),
})

const joinLinks = (links: readonly LinkColumns[]): LinkColumns => ({
  offsets: joinColumns([
    new Uint32Array(1),
    joinEnds(
      links.map(({ offsets }) => offsets.subarray(1)),
      links.map(({ targets }) => targets.length),
    ),
  ]),
  targets: joinColumns(links.map(({ targets }) => targets)),
})

/** Ends of rows in each block, as ends in all blocks together, whose lengths are given. */
const joinEnds = (ends: readonly Uint32Array[], lengths: readonly number[]): Uint32Array => {
  let before = 0
  return joinColumns(
    ends.map((each, block) => {
      const shift = before
      before += lengths[block] ?? 0
      return shift === 0 ? each : each.map((end) => end + shift)
    }),
  )
}

const longest = <T>(lists: readonly (readonly T[])[]): readonly T[] =>
  lists.reduce((found, list) => (list.length > found.length ? list : found))
