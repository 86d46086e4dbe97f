import type { ParentColumns } from './columns'
import { fieldKeys } from './fieldKeys'
import type { StoredFigures } from './figures'

/** What one card's fields hold, by its dense index; all null for a card that the columns do not reach. */
export const storedOf = (parents: Pick<ParentColumns, 'stored'>, index: number): StoredFigures =>
  Object.fromEntries(
    fieldKeys.map((key) => {
      const value = parents.stored[key][index] ?? Number.NaN
      return [key, Number.isNaN(value) ? null : value]
    }),
  ) as unknown as StoredFigures
