import { isCrmError } from '../records/crmError'
import { callAndDecode } from './callAndDecode'
import type { CallOptions } from './crmClient'
import type { Caller } from './createCaller'
import type { ListSource } from './listSource'
import { encodeQuery } from './query'

export interface FetchOneOptions extends CallOptions {
  /** False where a 404 may be about something asked along with the record: then it is thrown. Default true. */
  readonly isAbsenceSure?: boolean
}

/** One record by id. null = the CRM does not have it: 204 (API 1.4), 404 elsewhere. */
export async function fetchOne<T>(
  caller: Caller,
  source: ListSource<T>,
  id: number,
  options: FetchOneOptions,
): Promise<T | null> {
  const path = encodeQuery(`${source.path}/${id}`, source.query)
  const { priority, signal, isAbsenceSure = true } = options
  const call = { method: 'GET', path, priority, ...(signal === undefined ? {} : { signal }) } as const
  try {
    return await callAndDecode(caller, call, (body) => (body === null ? null : source.decode(body)))
  } catch (error) {
    if (isCrmError(error) && error.kind === 'notFound' && isAbsenceSure) {
      return null
    }
    throw error
  }
}
