import type { ParentRef } from '../records/parents'
import type { FieldIds } from '../records/parentWrite'
import { decodeAnswer } from './callAndDecode'
import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import type { LinkedParent } from './decodeParent'
import { createStoredDecoder } from './decodeStored'
import { fetchOne } from './fetchOne'
import { linkedParentSource } from './parentSource'
import { encodeQuery } from './query'
import { readObject } from './readWire'

/**
 * One card with what hangs on it, asked for before it is known which fields are ours: that is asked at the same time, so that an opened card
 * waits for one of the two only. null = the CRM does not have it.
 */
export async function fetchParent(
  caller: Caller,
  { type, id }: ParentRef,
  fields: FieldIds | Promise<FieldIds>,
  { hasBuyers, ...options }: CallOptions & { readonly hasBuyers: boolean },
): Promise<LinkedParent | null> {
  const source = linkedParentSource(type, {}, hasBuyers)
  let values: unknown
  const keepValues = (wire: unknown): LinkedParent => {
    values = readObject(wire, '')['custom_fields_values']
    return source.decode(wire)
  }
  // Whoever asks for buyers asks again without them: that tells whether the card is gone.
  const isGone = (): Promise<boolean> => Promise.resolve(!hasBuyers)
  const ofCard = { ...source, decode: keepValues, isGone }
  const found = await fetchOne(caller, ofCard, ({ card }) => card.id, id, options)
  if (found === null) {
    return null
  }
  const path = encodeQuery(`${source.path}/${id}`, source.query)
  const call = { method: 'GET', path, priority: options.priority } as const
  const stored = decodeAnswer(call, values, createStoredDecoder(await fields))
  return { ...found, card: { ...found.card, stored } }
}
