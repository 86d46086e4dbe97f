import { callAndDecode } from './callAndDecode'
import type { Caller } from './createCaller'
import type { CallOptions } from './callOptions'
import { decodePage } from './decodePage'
import { encodeQuery, type QueryPair } from './query'
import { readId, readObject } from './readWire'

export const newestIdFirst: QueryPair = ['order[id]', 'desc']

/** The first id of a list by `order[id]=desc`, by one call; null = the list is empty. Where the account ignores the order, some id of the list. */
export async function findHighestId(
  caller: Caller,
  list: 'leads' | 'contacts' | 'companies',
  options: CallOptions,
): Promise<number | null> {
  const path = encodeQuery(`/api/v4/${list}`, [newestIdFirst, ['limit', 1], ['page', 1]])
  const { records } = await callAndDecode(caller, { ...options, method: 'GET', path }, (body) =>
    decodePage(body, list, (wire) => readId(readObject(wire, '')['id'], 'id')),
  )
  return records[0] ?? null
}
