import { CrmError, isCrmError } from '../records/crmError'
import type { Call, Caller } from './createCaller'
import { Malformed } from './malformed'

/** Tries of one reading while its answer is not understood: a cut answer is whole the next time, one of another shape stays so. */
const mostMalformed = 3

/**
 * Sends a call and decodes its answer; what is read and not understood is asked for twice more. Rejects then with kind `malformed`,
 * naming the place.
 */
export async function callAndDecode<T>(caller: Caller, call: Call, decode: (body: unknown) => T): Promise<T> {
  for (let tries = call.method === 'GET' ? mostMalformed : 1; ; tries -= 1) {
    try {
      const { body } = await caller.call(call)
      return decodeAnswer(call, body, decode)
    } catch (error) {
      if (tries === 1 || !isCrmError(error) || error.kind !== 'malformed') {
        throw error
      }
    }
  }
}

/** Decodes the answer of a call; rejects like `callAndDecode`. */
export function decodeAnswer<T>(call: Call, body: unknown, decode: (body: unknown) => T): T {
  try {
    return decode(body)
  } catch (error) {
    if (!(error instanceof Malformed)) {
      throw error
    }
    const { method, path } = call
    const mayBeApplied = method !== 'GET'
    const { place: detail, record } = error
    throw new CrmError({
      kind: 'malformed',
      method,
      path,
      status: 200,
      detail,
      mayBeApplied,
      record,
      cause: error,
    })
  }
}
