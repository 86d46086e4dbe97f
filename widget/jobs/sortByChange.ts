/**
 * The indexes in the order of their changes, the greatest first; equal ones stay as they stand. Native sort of the numbers and one look-up
 * for each: hundreds of thousands take a blink, where a sort with a comparison would hold the page.
 */
export const sortByChange = (indexes: Uint32Array, changeOf: (index: number) => number): Uint32Array => {
  const keys = Float64Array.from(indexes, (index) => -changeOf(index))
  const ranks = keys.slice().sort()
  const taken = new Uint32Array(indexes.length)
  const sorted = new Uint32Array(indexes.length)
  indexes.forEach((index, position) => {
    const rank = firstRank(ranks, keys[position] ?? 0)
    sorted[rank + (taken[rank] ?? 0)] = index
    taken[rank] = (taken[rank] ?? 0) + 1
  })
  return sorted
}

const firstRank = (ranks: Float64Array, key: number): number => {
  let low = 0
  let high = ranks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ranks[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}
