import { isCrmError } from '../records/crmError'
import { callAndDecode } from './callAndDecode'
import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import type { ListSource } from './listSource'
import { Malformed, nameRecord } from './malformed'
import { onlyCall } from './onlyCall'
import { encodeQuery } from './query'

/**
 * One record by id. null = the CRM does not have it: 204 (API 1.4), 404 elsewhere (`ListSource.isGone`). An answer that brings another record
 * is none: kind `malformed`. Rejects with `CrmError`.
 */
export async function fetchOne<T>(
  caller: Caller,
  source: ListSource<T>,
  idOf: (record: T) => number,
  id: number,
  options: CallOptions,
): Promise<T | null> {
  const path = encodeQuery(`${source.path}/${id}`, source.query)
  const call = { ...onlyCall(options), method: 'GET', path } as const
  const decode = (body: unknown): T => {
    try {
      const record = source.decode(body)
      if (idOf(record) !== id) {
        throw new Malformed('id')
      }
      return record
    } catch (error) {
      throw error instanceof Malformed
        ? new Malformed(error.place, { ...nameRecord(source.key, body, error.place), id })
        : error
    }
  }
  try {
    const record = await callAndDecode(caller, call, (body) => (body === null ? null : decode(body)))
    const [completed] =
      record === null ? [] : ((await source.complete?.(caller, [record], options)) ?? [record])
    return completed ?? null
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'notFound') {
      throw error
    }
    if ((await source.isGone?.(caller, id, options)) === false) {
      throw error
    }
    return null
  }
}
