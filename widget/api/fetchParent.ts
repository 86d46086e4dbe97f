import type { ParentRef } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import { decodeAnswer } from './callAndDecode'
import type { CallOptions } from './crmClient'
import type { Caller } from './createCaller'
import { createLinkedParentDecoder, type LinkedParent } from './decodeParent'
import { fetchOne } from './fetchOne'
import { parentSource } from './parentSource'
import { encodeQuery } from './query'

/**
 * One card with what hangs on it, asked for before it is known which fields are ours: that is asked at the same time, so that an opened card
 * waits for one of the two only. null = the CRM does not have it.
 */
export async function fetchParent(
  caller: Caller,
  { type, id }: ParentRef,
  fields: FieldIds | Promise<FieldIds>,
  options: CallOptions,
): Promise<LinkedParent | null> {
  const links = type === 'companies' ? ['leads', 'customers', 'contacts'] : ['leads', 'customers']
  const checkShape = createLinkedParentDecoder(type, {})
  const keepChecked = (wire: unknown): { readonly wire: unknown } => {
    checkShape(wire)
    return { wire }
  }
  const source = parentSource(type, keepChecked, links)
  const answer = await fetchOne(caller, source, id, options)
  if (answer === null) {
    return null
  }
  const path = encodeQuery(`${source.path}/${id}`, source.query)
  const call = { method: 'GET', path, priority: options.priority } as const
  return decodeAnswer(call, answer.wire, createLinkedParentDecoder(type, await fields))
}
