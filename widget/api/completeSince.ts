import type { UnixSeconds } from '../records/brands'
import type { ListSource } from './listSource'

/**
 * A source whose older records stay as their page brought them: who looks for changes drops them, and need not ask what they left open.
 * Those that are `isMissed` may be kept all the same, and come whole.
 */
export function completeSince<T extends { readonly id: number; readonly updatedAt: UnixSeconds }>(
  source: ListSource<T>,
  since: UnixSeconds,
  isMissed?: (record: T) => boolean,
): ListSource<T> {
  const { complete } = source
  if (complete === undefined) {
    return source
  }
  return {
    ...source,
    async complete(caller, records, options) {
      const changed = records.filter((record) => record.updatedAt >= since || isMissed?.(record) === true)
      const completed = new Map(
        (await complete(caller, changed, options)).map((record) => [record.id, record]),
      )
      return records.map((record) => completed.get(record.id) ?? record)
    },
  }
}
