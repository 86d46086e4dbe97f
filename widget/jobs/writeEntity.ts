import type { WriteOutcome } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import type { FieldKey } from '../records/fieldKeys'
import type { ParentWrite } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import { isStampWrong } from '../records/stampFault'
import { pauseReasonOf } from './classifyRunError'
import { deletedCard } from './deletedCard'
import { deletedKeys } from './deletedKeys'
import { requireLock } from './requireLock'
import { restoreFields } from './restoreFields'
import { rowOf } from './rowOf'
import type { RunSession } from './runSession'
import { pauseRun } from './runStep'
import { saveProgressSoon } from './saveProgress'
import { type SelectedWrites, writesOf } from './selectWrites'
import { kindOfCode } from './writtenKind'

export interface WritingOptions {
  /** True when no further card may be sent before the plan was looked at again. */
  readonly isInterrupted: () => boolean
  /** Told after each confirmed batch. */
  readonly onBatch: () => void
}

/**
 * Writes the selected cards of one entity, until all are written or the writing is interrupted.
 * @throws RunStopped; CrmError that no waiting can mend
 */
export const writeEntity = async (
  run: RunSession,
  selected: SelectedWrites,
  { isInterrupted, onBatch }: WritingOptions,
): Promise<void> => {
  const { entity, indexes, codes } = selected
  const { type, parents } = entity
  const { ids } = parents.index
  const isFresh = (id: number): boolean => (run.refreshed[type].get(id) ?? 0) >= run.dataTime
  /** By dense index: 1 where the CRM has said what became of the card. */
  const settled = new Uint8Array(codes.length)
  /** What was sent and not confirmed yet. */
  const sent = new Map<number, ParentWrite>()
  /** Cards were left out although nobody refreshed them: they are planned again. */
  let hasKeptBack = false
  const isKeptBack = (): boolean => {
    hasKeptBack ||= isInterrupted()
    return hasKeptBack
  }

  function* untilInterrupted(): Generator<ParentWrite, void, undefined> {
    for (const write of writesOf(run, selected)) {
      if (isKeptBack()) return
      if (isFresh(write.id)) continue
      sent.set(write.id, write)
      yield write
    }
  }

  const settle = (id: number): number => {
    const index = parents.index.indexOf(id)
    settled[index] = 1
    sent.delete(id)
    run.unheard[type].delete(id)
    return index
  }
  const fail = (id: number, reason: 'missing' | 'refused', detail: string): void => {
    const name = parents.names[settle(id)] ?? ''
    run.tally.markFailed({ parent: { type, id }, name, reason, detail })
  }
  const keepWritten = ({ figures, actualAt }: ParentWrite, index: number, updatedAt: UnixSeconds): void => {
    run.tally.markWritten(type, index, kindOfCode[codes[index] ?? 0] ?? 'changed')
    run.lastWriteAt = Math.max(run.lastWriteAt ?? 0, updatedAt) as UnixSeconds
    const row = rowOf(parents, index)
    if (isStampWrong(row.stored.actualAt, run.latestStamp)) run.corrected += 1
    run.records.setStored(type, {
      ...row,
      updatedAt: Math.max(updatedAt, row.updatedAt) as UnixSeconds,
      stored: { ...row.stored, ...figures, actualAt },
    })
  }
  const settleBatch = ({ updated, missing, refused }: WriteOutcome): void => {
    for (const { id, updatedAt } of updated) {
      const write = sent.get(id)
      if (write !== undefined) keepWritten(write, settle(id), updatedAt)
    }
    for (const id of missing) {
      fail(id, 'missing', '')
      run.isLookDue ||= !run.sought[type].has(id)
      run.sought[type].add(id)
      const gone = deletedCard(parents, id)
      if (gone !== null) run.records.appendParents(type, [gone])
    }
    for (const { id, detail } of refused) fail(id, 'refused', detail)
    onBatch()
    saveProgressSoon(run)
  }

  try {
    await run.deps.client.updateParents(type, untilInterrupted(), run.fieldIds[type], {
      priority: 'run',
      signal: run.hold.lost,
      beforeSend: () => requireLock(run),
      onBatch: settleBatch,
      onDoubt: (ids, isInDoubt) => {
        for (const id of ids) {
          if (isInDoubt) run.unheard[type].add(id)
          else run.unheard[type].delete(id)
        }
      },
      isDropped: (id) => isKeptBack() || isFresh(id),
    })
    // A card that was sent and of which nothing was heard must not be sent for ever.
    if (!isKeptBack())
      for (const index of indexes)
        if (settled[index] === 0 && !isFresh(ids[index]!)) fail(ids[index]!, 'missing', '')
  } catch (error) {
    run.isInDoubt ||= sent.size > 0
    const keys = deletedKeys(error, run.fieldIds[type])
    const reason = pauseReasonOf(error)
    if (keys.length > 0) await restoreDeleted(run, type, keys)
    else if (reason === null) throw error
    else await pauseRun(run, reason)
  }
}

/** Asks, makes the fields again, and plans them as empty on every card. */
const restoreDeleted = async (
  run: RunSession,
  type: ParentType,
  keys: readonly FieldKey[],
): Promise<void> => {
  const [key] = keys
  if (key === undefined || run.account === null) return
  const { fields } = run.deps.fieldNames(run.account)
  await pauseRun(run, { kind: 'fieldGone', parentType: type, key, name: fields[key] })
  await restoreFields(run, type, keys)
}
