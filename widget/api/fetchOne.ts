import { isCrmError } from '../records/crmError'
import { callAndDecode } from './callAndDecode'
import type { CallOptions } from './crmClient'
import type { Caller } from './createCaller'
import type { ListSource } from './listSource'
import { onlyCall } from './onlyCall'
import { encodeQuery } from './query'

/** One record by id. null = the CRM does not have it: 204 (API 1.4), 404 elsewhere. */
export async function fetchOne<T>(
  caller: Caller,
  source: ListSource<T>,
  id: number,
  options: CallOptions,
): Promise<T | null> {
  const path = encodeQuery(`${source.path}/${id}`, source.query)
  const call = { ...onlyCall(options), method: 'GET', path } as const
  try {
    return await callAndDecode(caller, call, (body) => (body === null ? null : source.decode(body)))
  } catch (error) {
    if (isCrmError(error) && error.kind === 'notFound') {
      return null
    }
    throw error
  }
}
