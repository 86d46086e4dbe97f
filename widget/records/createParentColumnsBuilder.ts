import type { ParentColumns } from './columns'
import type { Appended } from './createLeadColumnsBuilder'
import type { GrowingParentIndex } from './createParentIndex'
import { fieldKeys } from './fieldKeys'
import { growColumn } from './growColumn'
import type { ParentCard } from './parentCard'

/** The part of a `ParentCard` that the columns keep. */
export type ParentRow = Pick<
  ParentCard,
  'id' | 'name' | 'responsibleUserId' | 'updatedAt' | 'isDeleted' | 'stored'
>

export interface ParentColumnsBuilder {
  /** A card that is there already is replaced unless the given one is older. A deleted card counts as not listed. */
  append(card: ParentRow): Appended
  /** The cards so far, as long as the index is now; what is appended later does not touch them. */
  finish(): ParentColumns
}

/** An empty builder over the index of the cards' entity, which may hold cards that are known from links only. */
export const createParentColumnsBuilder = (index: GrowingParentIndex): ParentColumnsBuilder => {
  const names: (string | undefined)[] = []
  const stored = fieldKeys.map((key) => ({ key, values: new Float64Array(0) as Float64Array }))
  let isListed: Uint8Array = new Uint8Array(0)
  let responsibleUserIds: Uint32Array = new Uint32Array(0)
  let updatedAt: Float64Array = new Float64Array(0)

  const grow = (needed: number): void => {
    isListed = growColumn(isListed, needed)
    responsibleUserIds = growColumn(responsibleUserIds, needed)
    updatedAt = growColumn(updatedAt, needed, Number.NaN)
    for (const column of stored) column.values = growColumn(column.values, needed, Number.NaN)
    while (names.length < needed) names.push(undefined)
  }

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
    finish() {
      const count = index.count
      grow(count)
      const [
        boughtCount,
        boughtSum,
        averageCheck,
        inWorkCount,
        inWorkSum,
        refusedCount,
        refusedSum,
        actualAt,
      ] = stored.map((column) => column.values.slice(0, count)) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      return {
        index,
        isListed: isListed.slice(0, count),
        names: names.slice(0, count),
        responsibleUserIds: responsibleUserIds.slice(0, count),
        updatedAt: updatedAt.slice(0, count),
        stored: {
          boughtCount,
          boughtSum,
          averageCheck,
          inWorkCount,
          inWorkSum,
          refusedCount,
          refusedSum,
          actualAt,
        },
      }
    },
  }
}
