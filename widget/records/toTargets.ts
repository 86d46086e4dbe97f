import type { GrowingParentIndex } from './createParentIndex'

/** Dense indexes of the ids, each once, in their order; ids that are met for the first time get the next ones. */
export const toTargets = (ids: readonly number[], index: GrowingParentIndex): readonly number[] => {
  // Nearly all rows have one target or none: those make no set.
  if (ids.length === 0) return noTargets
  if (ids.length === 1) return [index.add(ids[0]!)]
  return [...new Set(ids)].map(index.add)
}

const noTargets: readonly number[] = []
