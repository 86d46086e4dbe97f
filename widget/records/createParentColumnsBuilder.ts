import { addRows } from './addRows'
import type { ParentColumns, StoredColumns } from './columns'
import type { Appended } from './createLeadColumnsBuilder'
import type { GrowingParentIndex } from './createParentIndex'
import { fieldKeys } from './fieldKeys'
import { growColumn } from './growColumn'
import type { ParentCard } from './parentCard'
import type { ParentBlock } from './recordBlocks'

/** The part of a `ParentCard` that the columns keep. */
export type ParentRow = Pick<
  ParentCard,
  'id' | 'name' | 'responsibleUserId' | 'updatedAt' | 'isDeleted' | 'stored'
>

export interface ParentColumnsBuilder {
  /** A card that is there already is replaced unless the given one is older. A deleted card counts as not listed. */
  append(card: ParentRow): Appended
  /** Adds cards to the index as `slice` gave them. Throws `RangeError` when one of them is there already. */
  load(block: Omit<ParentBlock, 'companies'>): void
  /** A copy of rows `from` … `to - 1` of the index, which may reach beyond the cards. */
  slice(from: number, to: number): Omit<ParentBlock, 'companies'>
  /** The cards so far, as long as the index is now; what is appended later does not touch them. */
  finish(): ParentColumns
}

/** An empty builder over the index of the cards' entity, which may hold cards that are known from links only. */
export const createParentColumnsBuilder = (index: GrowingParentIndex, expected = 0): ParentColumnsBuilder => {
  const names: (string | undefined)[] = []
  const stored = fieldKeys.map((key) => ({
    key,
    values: new Float64Array(expected).fill(Number.NaN) as Float64Array,
  }))
  let isListed: Uint8Array = new Uint8Array(expected)
  let responsibleUserIds: Uint32Array = new Uint32Array(expected)
  let updatedAt: Float64Array = new Float64Array(expected).fill(Number.NaN)

  const grow = (needed: number): void => {
    isListed = growColumn(isListed, needed)
    responsibleUserIds = growColumn(responsibleUserIds, needed)
    updatedAt = growColumn(updatedAt, needed, Number.NaN)
    for (const column of stored) column.values = growColumn(column.values, needed, Number.NaN)
    while (names.length < needed) names.push(undefined)
  }

  const storedSlice = (from: number, to: number): StoredColumns =>
    Object.fromEntries(
      stored.map(({ key, values }) => [key, values.slice(from, to)]),
    ) as unknown as StoredColumns

  return {
    append(card) {
      const row = index.add(card.id)
      grow(row + 1)
      const isNew = Number.isNaN(updatedAt[row])
      if (!isNew && card.updatedAt < updatedAt[row]!) return 'ignored'
      isListed[row] = card.isDeleted ? 0 : 1
      names[row] = card.name
      responsibleUserIds[row] = card.responsibleUserId
      updatedAt[row] = card.updatedAt
      for (const column of stored) column.values[row] = card.stored[column.key] ?? Number.NaN
      return isNew ? 'added' : 'replaced'
    },
    load(block) {
      const first = addRows(index, block.ids)
      grow(index.count)
      isListed.set(block.isListed, first)
      responsibleUserIds.set(block.responsibleUserIds, first)
      updatedAt.set(block.updatedAt, first)
      for (const column of stored) column.values.set(block.stored[column.key], first)
      for (let row = 0; row < block.count; row += 1)
        if (!Number.isNaN(block.updatedAt[row]))
          names[first + row] = block.nameText.slice(
            row === 0 ? 0 : block.nameEnds[row - 1],
            block.nameEnds[row],
          )
    },
    slice(from, to) {
      grow(to)
      const nameEnds = new Uint32Array(to - from)
      let end = 0
      for (let row = from; row < to; row += 1) nameEnds[row - from] = end += names[row]?.length ?? 0
      return {
        count: to - from,
        ids: index.ids.slice(from, to),
        isListed: isListed.slice(from, to),
        nameText: names.slice(from, to).join(''),
        nameEnds,
        responsibleUserIds: responsibleUserIds.slice(from, to),
        updatedAt: updatedAt.slice(from, to),
        stored: storedSlice(from, to),
      }
    },
    finish() {
      const count = index.count
      grow(count)
      return {
        index,
        isListed: isListed.slice(0, count),
        names: names.slice(0, count),
        responsibleUserIds: responsibleUserIds.slice(0, count),
        updatedAt: updatedAt.slice(0, count),
        stored: storedSlice(0, count),
      }
    },
  }
}
