import type { UnixSeconds } from '../../../widget/records/brands'
import type { ParentWrite } from '../../../widget/records/parentWrite'
import type { World } from './createWorld'

export const writtenAt = 1_750_000_000 as UnixSeconds

/** Writes for the contacts of `anAccount`, each with figures of its own. */
export const someWrites = (count: number): ParentWrite[] =>
  Array.from({ length: count }, (_, row) => ({
    id: 51_000_001 + row,
    figures: { boughtCount: row, boughtSum: row * 150, averageCheck: null },
    actualAt: writtenAt,
  }))

/** Numbers of cards of each PATCH that left. */
export const batchSizes = (world: World): number[] => batches(world).map((ids) => ids.length)

/** Ids of each PATCH that left. */
export const batches = (world: World): number[][] =>
  world.arrivals
    .filter(({ method }) => method === 'PATCH')
    .map(({ body }) => (body as { id: number }[]).map(({ id }) => id))
