import { CrmError, type CrmIssue } from '../records/crmError'
import type { ParentType } from '../records/parents'
import type { FieldIds, ParentWrite } from '../records/parentWrite'
import { mostTries } from './backOff'
import { afterGatewayTimeout, afterWritten, firstBatchSize, mostBatchSize } from './batchSize'
import type { CallOptions } from './callOptions'
import type { UpdateOptions, WriteOutcome } from './crmClient'
import type { Caller } from './createCaller'
import type { FilterKnowledge } from './fetchMany'
import { findDeletedFields } from './findDeletedFields'
import { isWriteApplied } from './isWriteApplied'
import { parentSource } from './parentSource'
import { type CardsRead, readBack, readCards } from './readBack'
import { requireFields } from './requireFields'
import { type BatchResult, encodeBatch, sendBatch } from './sendBatch'
import { createWriteQueue, type WriteBatch } from './createWriteQueue'
import { type RetryParts, waitForRetry } from './waitForRetry'

export interface WriterParts extends RetryParts {
  readonly caller: Caller
  readonly filters: FilterKnowledge
}

type Refusal = Extract<BatchResult, { kind: 'refused' }>

/** Cards refused one after the other, by splitting, with none written: then it is not about single cards. */
const mostRefusedAtFirst = firstBatchSize

/** Fulfils `CrmClient.updateParents`. Small batches go one at a time; two full ones may be on their way together. */
export async function updateParents(
  parts: WriterParts,
  type: ParentType,
  writes: Iterable<ParentWrite>,
  fields: FieldIds,
  options: UpdateOptions,
): Promise<void> {
  const { caller, filters } = parts
  const { priority, signal } = options
  const callOptions: CallOptions = signal === undefined ? { priority } : { priority, signal }
  const source = parentSource(type, fields)
  const queue = createWriteQueue(writes, options.isDropped ?? (() => false))
  const onTheirWay = new Set<Promise<void>>()
  let size = firstBatchSize
  let hasWritten = false
  let refusedSingly = 0
  let failure: { readonly error: unknown } | null = null

  try {
    while (failure === null && (queue.hasMore() || onTheirWay.size > 0)) {
      const lanes = size === mostBatchSize ? 2 : 1
      if (queue.hasMore() && onTheirWay.size < lanes) {
        throwIfCancelled()
        startBatch(queue.take(size))
      } else {
        await Promise.race(onTheirWay)
      }
    }
  } finally {
    // Whatever happened to one batch, the other is confirmed before the caller hears of it.
    await Promise.all(onTheirWay)
  }
  throwIfFailed(failure)

  function startBatch(batch: WriteBatch | null): void {
    if (batch === null) {
      return
    }
    const running: Promise<void> = writeBatch(batch)
      .catch((error: unknown) => {
        failure ??= { error }
      })
      .finally(() => onTheirWay.delete(running))
    onTheirWay.add(running)
  }

  async function writeBatch({ writes: taken, tries }: WriteBatch): Promise<void> {
    requireFields(type, taken, fields)
    const batch = encodeBatch(taken, fields)
    report({ updated: [], missing: [], refused: batch.refused })
    if (batch.writes.length === 0) {
      return
    }
    const result = await sendBatch(caller, type, batch, options)
    if (result.kind === 'answered') {
      size = afterWritten(size, result.duration)
      refusedSingly = 0
      report({ updated: result.updated, missing: [], refused: [] })
      const unconfirmed = result.unconfirmed
      options.onDoubt?.(idsOf(unconfirmed), true)
      const cards = await readCards(caller, source, idsOf(unconfirmed), callOptions, filters)
      const again = settleRead(unconfirmed, cards)
      options.onDoubt?.(idsOf(again), false)
      if (tries + 1 < mostTries) {
        queue.putBack(again, tries + 1, size)
      } else {
        const reason = { detail: '', path: '' }
        report({ updated: [], missing: [], refused: again.map(({ id }) => ({ id, ...reason })) })
      }
    } else if (result.kind === 'refused') {
      await settleRefused(result, batch.writes, tries)
    } else {
      options.onDoubt?.(idsOf(batch.writes), true)
      await settleLost(result.error, batch.writes, tries + 1)
    }
  }

  async function settleLost(error: CrmError, batch: readonly ParentWrite[], tries: number): Promise<void> {
    size = error.status === 504 ? afterGatewayTimeout(size) : size
    if (tries >= mostTries) {
      throw error
    }
    await waitForRetry(parts, error, tries, signal)
    const cards = await readBack(caller, source, idsOf(batch), callOptions, filters)
    const again = settleRead(batch, cards)
    if (error.kind === 'server' && error.status !== 504) {
      options.onDoubt?.(idsOf(again), false)
    }
    queue.putBack(again, tries, size)
  }

  async function settleRefused(
    refusal: Refusal,
    batch: readonly ParentWrite[],
    tries: number,
  ): Promise<void> {
    const { error, guilty } = refusal
    const deleted = await findDeletedFields(caller, type, refusal, batch, fields, callOptions)
    if (deleted !== null) {
      throw deleted
    }
    const isSingle = batch.length === 1
    if (guilty.size === 0 && !isSingle) {
      queue.putBack(batch, tries, Math.ceil(batch.length / 2))
      return
    }
    const complained = isSingle ? batch : batch.filter(({ id }) => guilty.has(id))
    const unknown = complained.filter(({ id }) => isAboutId(error, guilty.get(id)))
    const cards = await readCards(caller, source, idsOf(unknown), callOptions, filters)
    const gone = new Set(idsOf(unknown).filter((id) => cards.get(id) === null))
    refusedSingly += isSingle ? 1 - gone.size : 0
    if (refusedSingly >= mostRefusedAtFirst && !hasWritten) {
      throw error
    }
    const suspects = complained.filter(({ id }) => !gone.has(id))
    const words = ({ id }: ParentWrite) => {
      const issue = guilty.get(id) ?? error.issues[0]
      return { id, detail: issue?.detail || error.detail, path: issue?.path ?? '' }
    }
    report({ updated: [], missing: [...gone], refused: isSingle ? suspects.map(words) : [] })
    // A card that the CRM names in a batch is asked for alone before it counts as refused: the name may be of another element.
    if (!isSingle) queue.putBack(suspects, tries, 1)
    queue.putBack(
      batch.filter((write) => !complained.includes(write)),
      tries,
      size,
    )
  }

  /** Reports what the reading decides; gives what has to be sent again. */
  function settleRead(batch: readonly ParentWrite[], cards: CardsRead): readonly ParentWrite[] {
    const found: WriteOutcome['updated'][number][] = []
    const again: ParentWrite[] = []
    for (const write of batch) {
      const card = cards.get(write.id)
      if (card !== null && card !== undefined && isWriteApplied(write, card)) {
        found.push({ id: write.id, updatedAt: card.updatedAt })
      } else if (card !== null) {
        again.push(write)
      }
    }
    const gone = idsOf(batch).filter((id) => cards.get(id) === null)
    report({ updated: found, missing: gone, refused: [] })
    return again
  }

  function report(outcome: WriteOutcome): void {
    if (outcome.updated.length + outcome.missing.length + outcome.refused.length === 0) {
      return
    }
    hasWritten ||= outcome.updated.length > 0
    options.onBatch?.(outcome)
  }

  function throwIfCancelled(): void {
    if (signal?.aborted === true) {
      const cause: unknown = signal.reason
      throw new CrmError({
        kind: 'cancelled',
        method: 'PATCH',
        path: source.path,
        status: 0,
        detail: 'cancelled',
        cause,
      })
    }
  }
}

function throwIfFailed(failure: { readonly error: unknown } | null): void {
  if (failure !== null) {
    throw failure.error
  }
}

const idsOf = (writes: readonly ParentWrite[]): number[] => writes.map((write) => write.id)

/** How the CRM speaks of a card that it does not have: API 6.3 leaves it open. */
function isAboutId(error: CrmError, issue: CrmIssue | undefined): boolean {
  return error.kind === 'notFound' || /(?:^|\.)id$/.test(issue?.path ?? '')
}
