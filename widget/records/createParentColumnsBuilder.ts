import { addRows } from './addRows'
import type { ParentColumns } from './columns'
import { copyColumns, setColumns, sliceColumns } from './columnSet'
import { createGrowingColumn, type GrowingColumn } from './createGrowingColumn'
import type { Appended } from './createLeadColumnsBuilder'
import type { GrowingParentIndex } from './createParentIndex'
import { type FieldKey, fieldKeys } from './fieldKeys'
import type { ParentCard } from './parentCard'
import { blockRows, type ParentBlock } from './recordBlocks'
import { runAtOnce } from './runAtOnce'
import type { Steps } from './steps'

/** The part of a `ParentCard` that the columns keep. */
export type ParentRow = Pick<
  ParentCard,
  'id' | 'name' | 'responsibleUserId' | 'updatedAt' | 'isDeleted' | 'stored'
>

export interface ParentColumnsBuilder {
  /**
   * A card that is there already is replaced unless the given one is older. A deleted card counts as not listed. `isCurrent`: this is how the
   * CRM has it now, so that a later date that is known is no more.
   */
  append(card: ParentRow, isCurrent?: boolean): Appended
  /** Unix seconds; NaN for a card that is not listed. */
  changedAt(row: number): number
  /**
   * Makes room for the cards that the index knows by now. Called now and then while links are read it spares the first page of cards, which
   * stand anywhere among them, from making room for all.
   */
  reserve(): void
  /** Adds cards to the index as `slice` gave them. Throws `RangeError` when one of them is there already. */
  load(block: Omit<ParentBlock, 'companies'>): void
  /** A copy of rows `from` … `to - 1` of the index, which may reach beyond the cards. */
  slice(from: number, to: number): Omit<ParentBlock, 'companies'>
  /** The cards so far, as long as the index is now; what is appended later does not touch them. */
  finish(): ParentColumns
  /** The same in steps of a block. The fields of a card that changes between two steps are given together, as they were or as they are. */
  finishInSteps(): Steps<ParentColumns>
}

/** An empty builder over the index of the cards' entity, which may hold cards that are known from links only. */
export const createParentColumnsBuilder = (index: GrowingParentIndex): ParentColumnsBuilder => {
  /** By blocks, so that a card of a high number makes room for its own block only. */
  const names: (string | undefined)[][] = []
  const stored = Object.fromEntries(
    fieldKeys.map((key) => [key, createGrowingColumn(Float64Array, Number.NaN)]),
  ) as unknown as Record<FieldKey, GrowingColumn<Float64Array>>
  const card = {
    isListed: createGrowingColumn(Uint8Array),
    responsibleUserIds: createGrowingColumn(Uint32Array),
    updatedAt: createGrowingColumn(Float64Array, Number.NaN),
  }

  const nameOf = (row: number): string | undefined => names[Math.floor(row / blockRows)]?.[row % blockRows]

  /** The names of the row's block, with room for the row. */
  const namesAt = (row: number): (string | undefined)[] => {
    const number = Math.floor(row / blockRows)
    while (names.length <= number) names.push([])
    const block = names[number]!
    while (block.length <= row % blockRows) block.push(undefined)
    return block
  }

  const setName = (row: number, name: string): void => {
    namesAt(row)[row % blockRows] = name
  }

  /** Names of rows `from` … `to - 1`, as far as there are any. */
  const namesOf = (from: number, to: number): readonly (string | undefined)[] => {
    const number = Math.floor(from / blockRows)
    const first = from - number * blockRows
    const given = names[number]?.slice(first, first + to - from) ?? []
    if (first + to - from <= blockRows) return given
    while (given.length < blockRows - first) given.push(undefined)
    return [...given, ...namesOf((number + 1) * blockRows, to)]
  }

  function* finishInSteps(): Steps<ParentColumns> {
    const count = index.count
    const copied = yield* copyColumns({ ...card, ...stored }, count)
    const copiedNames: (string | undefined)[] = []
    for (let row = 0; row < count; row += 1) {
      copiedNames.push(nameOf(row))
      if (row % blockRows === blockRows - 1) yield
    }
    const { isListed, responsibleUserIds, updatedAt, ...values } = copied
    return { index, isListed, names: copiedNames, responsibleUserIds, updatedAt, stored: values }
  }

  return {
    append(given, isCurrent = false) {
      const row = index.add(given.id)
      const before = card.updatedAt.get(row)
      if (!isCurrent && given.updatedAt < before) return 'ignored'
      card.isListed.set(row, given.isDeleted ? 0 : 1)
      setName(row, given.name)
      card.responsibleUserIds.set(row, given.responsibleUserId)
      card.updatedAt.set(row, given.updatedAt)
      for (const key of fieldKeys) stored[key].set(row, given.stored[key] ?? Number.NaN)
      return Number.isNaN(before) ? 'added' : 'replaced'
    },
    changedAt: (row) => (card.isListed.get(row) === 1 ? card.updatedAt.get(row) : Number.NaN),
    reserve() {
      const { count } = index
      if (count === 0) return
      for (const column of [...Object.values(card), ...Object.values(stored)]) column.reserve(count)
      namesAt(count - 1)
    },
    load(block) {
      const first = addRows(index, block.ids)
      setColumns(card, first, block)
      setColumns(stored, first, block.stored)
      let start = 0
      for (let row = 0; row < block.count; row += 1) {
        const end = block.nameEnds[row]!
        if (!Number.isNaN(block.updatedAt[row])) setName(first + row, block.nameText.slice(start, end))
        start = end
      }
    },
    slice(from, to) {
      const nameEnds = new Uint32Array(to - from)
      const given = namesOf(from, to)
      let end = 0
      for (let row = 0; row < given.length; row += 1) nameEnds[row] = end += given[row]?.length ?? 0
      nameEnds.fill(end, given.length)
      return {
        count: to - from,
        ids: index.ids.slice(from, to),
        nameText: given.join(''),
        nameEnds,
        ...sliceColumns(card, from, to),
        stored: sliceColumns(stored, from, to),
      }
    },
    finish: () => runAtOnce(finishInSteps()),
    finishInSteps,
  }
}
