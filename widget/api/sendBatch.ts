import { type CrmError, type CrmIssue, isCrmError } from '../records/crmError'
import type { ParentType } from '../records/parents'
import type { FieldIds, ParentWrite } from '../records/parentWrite'
import { decodeAnswer } from './callAndDecode'
import type { CallOptions } from './callOptions'
import type { WriteOutcome } from './crmClient'
import type { Call, Caller } from './createCaller'
import { decodeWritten } from './decodeWritten'
import { encodeParentWrite, type ParentWriteWire } from './encodeParentWrite'
import { findGuilty } from './findGuilty'

/** What became of one PATCH. Every card of the batch stands in exactly one list. */
export type BatchResult =
  /** The CRM answered. `unconfirmed`: sent, but not in the answer. */
  | {
      readonly kind: 'answered'
      readonly updated: WriteOutcome['updated']
      readonly unconfirmed: readonly ParentWrite[]
      readonly duration: number
    }
  /** The CRM refused the batch as a whole; `guilty` are the cards that it named, with its complaint. */
  | { readonly kind: 'refused'; readonly error: CrmError; readonly guilty: ReadonlyMap<number, CrmIssue> }
  /** No answer, or one that was not understood: the batch may have been applied or not. */
  | { readonly kind: 'lost'; readonly error: CrmError }

export interface EncodedBatch {
  readonly writes: readonly ParentWrite[]
  readonly body: readonly ParentWriteWire[]
  /** Cards that cannot be written at all (too many digits). */
  readonly refused: WriteOutcome['refused']
}

/** Encodes cards; those that cannot be encoded are set apart. */
export function encodeBatch(writes: readonly ParentWrite[], fields: FieldIds): EncodedBatch {
  const sent: ParentWrite[] = []
  const body: ParentWriteWire[] = []
  const refused: WriteOutcome['refused'][number][] = []
  for (const write of writes) {
    try {
      body.push(encodeParentWrite(write, fields))
      sent.push(write)
    } catch (error) {
      if (!(error instanceof RangeError)) {
        throw error
      }
      refused.push({ id: write.id, detail: error.message, path: '' })
    }
  }
  return { writes: sent, body, refused }
}

/** Sends one PATCH once. A failure that says nothing about these cards (session, rights, ban…) rejects. */
export async function sendBatch(
  caller: Caller,
  type: ParentType,
  { writes, body }: EncodedBatch,
  { priority, signal, beforeSend }: CallOptions & Pick<Call, 'beforeSend'>,
): Promise<BatchResult> {
  const call: Call = {
    method: 'PATCH',
    path: `/api/v4/${type}`,
    body,
    priority,
    ...(signal === undefined ? {} : { signal }),
    ...(beforeSend === undefined ? {} : { beforeSend }),
    isFinishedOnceSent: true,
  }
  try {
    const answer = await caller.call(call)
    const written = decodeAnswer(call, answer.body, (wire) => decodeWritten(wire, type))
    // An answer about cards that were not sent is another one's: it confirms nothing, and all are read back.
    const isOurs = written.every((card) => writes.some(({ id }) => id === card.id))
    const confirmed = new Map((isOurs ? written : []).map((card) => [card.id, card]))
    return {
      kind: 'answered',
      updated: writes.flatMap(({ id }) => confirmed.get(id) ?? []),
      unconfirmed: writes.filter(({ id }) => !confirmed.has(id)),
      duration: answer.duration,
    }
  } catch (error) {
    if (!isCrmError(error)) {
      throw error
    }
    if (error.kind === 'refused' || error.kind === 'unprocessable' || error.kind === 'notFound') {
      return { kind: 'refused', error, guilty: findGuilty(error, writes) }
    }
    if (error.mayBeApplied && error.kind !== 'cancelled') {
      return { kind: 'lost', error }
    }
    throw error
  }
}
