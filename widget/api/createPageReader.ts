import { callAndDecode } from './callAndDecode'
import type { PageReader } from './createBlockReader'
import type { Priority } from './callOptions'
import type { Caller } from './createCaller'
import { completePage } from './completePage'
import { decodePage } from './decodePage'
import type { ListSource } from './listSource'
import { onlyCall } from './onlyCall'
import { encodeQuery, type QueryPair } from './query'

/** A reader of single pages of one list, in the given order. */
export function createPageReader<T>(
  caller: Caller,
  source: ListSource<T>,
  order: readonly QueryPair[],
  priority: Priority,
  needsMain: boolean | undefined,
): PageReader<T> {
  return async (page, limit, options) => {
    const query: QueryPair[] = [...source.query, ...order, ['limit', limit], ['page', page]]
    const path = encodeQuery(source.path, query)
    const read = await callAndDecode(caller, { method: 'GET', path, priority, ...options }, (body) =>
      decodePage(body, source.key, source.decode),
    )
    return completePage(
      caller,
      source,
      read,
      onlyCall({ priority, needsMain: needsMain === true, ...options }),
    )
  }
}
