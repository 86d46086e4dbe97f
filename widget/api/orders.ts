import type { UnixSeconds } from '../records/brands'
import type { QueryPair } from './query'

/** What lists are ordered by. */
export interface Stamped {
  readonly id: number
  readonly updatedAt: UnixSeconds
}

export const newestFirst: QueryPair = ['order[updated_at]', 'desc']
export const oldestFirst: QueryPair = ['order[updated_at]', 'asc']
export const oldestIdFirst: QueryPair = ['order[id]', 'asc']

/** True where no record changed later than the one before it. */
export function areDescending(records: readonly Stamped[]): boolean {
  return records.every((record, row) => {
    const before = records[row - 1]
    return before === undefined || record.updatedAt <= before.updatedAt
  })
}

/** True where each record's id is higher than that of the one before it. */
export function areAscending(records: readonly Pick<Stamped, 'id'>[]): boolean {
  return records.every((record, row) => {
    const before = records[row - 1]
    return before === undefined || record.id > before.id
  })
}
