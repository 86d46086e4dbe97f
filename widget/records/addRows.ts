import type { GrowingParentIndex } from './createParentIndex'

/** Numbers the ids of a stored block; gives the number of the first. Throws `RangeError` when one of them is there already. */
export const addRows = (index: GrowingParentIndex, ids: Uint32Array): number => {
  const first = index.count
  for (let row = 0; row < ids.length; row += 1)
    if (index.add(ids[row]!) !== first + row)
      throw new RangeError(`The id ${ids[row]} stands in two places of what was stored`)
  return first
}
