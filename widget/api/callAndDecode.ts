import { CrmError } from '../records/crmError'
import type { Call, Caller } from './createCaller'
import { Malformed } from './malformed'

/** Sends a call and decodes its answer; what the decoder does not understand rejects with kind `malformed`, naming the place. */
export async function callAndDecode<T>(caller: Caller, call: Call, decode: (body: unknown) => T): Promise<T> {
  const { body } = await caller.call(call)
  return decodeAnswer(call, body, decode)
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
    const detail = error.place
    throw new CrmError({ kind: 'malformed', method, path, status: 200, detail, mayBeApplied, cause: error })
  }
}
