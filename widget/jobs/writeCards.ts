import type { WriteOutcome } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import { canRunBulk } from '../records/canRunBulk'
import type { FieldKey } from '../records/fieldKeys'
import type { ParentType } from '../records/parents'
import { pauseReasonOf } from './classifyRunError'
import { deletedCard } from './deletedCard'
import { deletedKeys } from './deletedKeys'
import { type EntityPlan, planRun, yieldToPage } from './planEntity'
import { refreshRecords } from './refreshRecords'
import { restoreFields } from './restoreFields'
import { countArrived } from './countArrived'
import { rowOf } from './rowOf'
import { RunFailed } from './runFailed'
import type { RunSession } from './runSession'
import { obeyUser, pauseRun, tellProgress } from './runStep'
import { saveProgress, saveProgressSoon } from './saveProgress'
import { secondsToWrite } from './secondsLeft'
import { type SelectedWrites, selectWrites } from './selectWrites'

/** Seconds after which a plan is checked against the CRM before more is written. */
const mostPlanAge = 600

/**
 * Writes what the plan asks for, card by card whole: what changed meanwhile is read before the first write, whenever the plan is older
 * than 10 minutes, and after the last batch once more.
 * @throws RunStopped after the batch in flight; CrmError that no waiting can mend
 */
export const writeCards = async (run: RunSession): Promise<void> => {
  run.writing = { written: 0, total: 0, secondsLeft: null }
  await refreshRecords(run, 'all')
  run.stampedSince = run.dataTime
  await writeFresh(run)
}

/**
 * Goes on writing where a closed tab stopped. What that tab wrote without hearing of it is found in the cards themselves: they are read
 * before anything is sent, so that no card is written twice.
 * @throws as `writeCards`
 */
export const writeUnfinished = async (run: RunSession): Promise<void> => {
  tellProgress(run)
  await planRun(run)
  const before = run.plans
  await refreshRecords(run, 'all')
  if (run.stampedSince === null) run.stampedSince = run.dataTime
  else countArrived(run, before, run.stampedSince)
  await writeFresh(run)
}

const writeFresh = async (run: RunSession): Promise<void> => {
  await saveProgress(run)
  await writePlanned(run)
  await refreshRecords(run, 'none')
  await writePlanned(run)
}

/**
 * Writes until the plan holds nothing more to write.
 * @throws as `writeCards`
 */
export const writePlanned = async (run: RunSession): Promise<void> => {
  const startedAt = run.deps.clock.now()
  for (;;) {
    await obeyUser(run)
    if (!canRunBulk(run.deps.user(), run.entities)) throw new RunFailed({ kind: 'rightsLost' })
    if (isPlanOld(run)) await refreshRecords(run, 'others')
    const selected: { readonly plan: EntityPlan; readonly chosen: SelectedWrites }[] = []
    for (const plan of run.plans) {
      const chosen = await selectWrites(run, plan, () => yieldToPage(run.deps.clock))
      selected.push({ plan, chosen })
    }
    tellWriting(
      run,
      startedAt,
      selected.reduce((sum, { chosen }) => sum + chosen.writes.length, 0),
    )
    const next = selected.find(({ chosen }) => chosen.writes.length > 0)
    if (next === undefined) return
    await writeEntity(run, next.plan, next.chosen, startedAt)
    await planRun(run)
  }
}

const writeEntity = async (
  run: RunSession,
  entity: EntityPlan,
  { writes, kinds }: SelectedWrites,
  startedAt: number,
): Promise<void> => {
  const { type } = entity
  const positions = new Map(writes.map((write, position) => [write.id, position]))
  const isInterrupted = (): boolean =>
    run.control.isStopAsked() || run.control.isPauseAsked() || isPlanOld(run)
  const isFresh = (id: number): boolean => (run.refreshed[type].get(id) ?? 0) >= run.dataTime
  const settled = new Set<number>()
  /** Cards were left out although nobody refreshed them: they are planned again. */
  let hasKeptBack = false
  const isKeptBack = (): boolean => {
    hasKeptBack ||= isInterrupted()
    return hasKeptBack
  }

  const onBatch = (outcome: WriteOutcome): void => {
    for (const { id, updatedAt } of outcome.updated) {
      const position = positions.get(id) ?? -1
      const write = writes[position]
      if (write === undefined) continue
      settled.add(id)
      const index = entity.parents.index.indexOf(id)
      run.tally.markWritten(type, index, kinds[position] ?? 'changed')
      run.lastWriteAt = Math.max(run.lastWriteAt ?? 0, updatedAt) as UnixSeconds
      const row = rowOf(entity.parents, index)
      run.records.setStored(type, {
        ...row,
        updatedAt: Math.max(updatedAt, row.updatedAt) as UnixSeconds,
        stored: { ...row.stored, ...write.figures, actualAt: write.actualAt },
      })
    }
    for (const id of outcome.missing) {
      settled.add(id)
      fail(id, 'missing', '')
      const gone = deletedCard(entity.parents, id)
      if (gone !== null) run.records.appendParents(type, [gone])
    }
    for (const { id, detail } of outcome.refused) {
      settled.add(id)
      fail(id, 'refused', detail)
    }
    tellWriting(run, startedAt, null)
    saveProgressSoon(run)
  }
  const fail = (id: number, reason: 'missing' | 'refused', detail: string): void => {
    const name = entity.parents.names[entity.parents.index.indexOf(id)] ?? ''
    run.tally.markFailed({ parent: { type, id }, name, reason, detail })
  }

  try {
    await run.deps.client.updateParents(type, writes, run.fieldIds[type], {
      priority: 'run',
      onBatch,
      isDropped: (id) => isKeptBack() || isFresh(id),
    })
    // A card that was sent and of which nothing was heard must not be sent for ever.
    if (!isKeptBack())
      for (const { id } of writes) if (!settled.has(id) && !isFresh(id)) fail(id, 'missing', '')
  } catch (error) {
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

const isPlanOld = (run: RunSession): boolean => run.deps.clock.time() - run.dataTime > mostPlanAge

/** `left` null: by what was left when the plan was told last. */
const tellWriting = (run: RunSession, startedAt: number, left: number | null): void => {
  const written = run.tally.count('changed') + run.tally.count('firstTime') + run.tally.count('stamped')
  const total = left === null ? Math.max(run.writing?.total ?? 0, written) : written + left
  const elapsed = run.deps.clock.now() - startedAt
  run.writing = { written, total, secondsLeft: secondsToWrite(written, total, elapsed) }
  tellProgress(run)
}
