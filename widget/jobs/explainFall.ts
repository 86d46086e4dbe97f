import type { UnixSeconds } from '../records/brands'
import { entityOf } from './entityOf'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { pauseRun, runStep } from './runStep'

/** A list that holds fewer records than were known. */
export interface Fall {
  readonly source: RunSource
  /** Records that were known, and since when: what was deleted after it explains a fall. */
  readonly before: number
  readonly since: UnixSeconds
  /** How many of them are missing now, the given ids not counted. */
  readonly missing: (deleted: ReadonlySet<number>) => number | Promise<number>
  /** Reads the list once more, in another order, and keeps what comes. */
  readonly readOtherWay: (signal: AbortSignal) => Promise<void>
}

/** What may be missing without a word: a few records, or a tenth. */
const usual = 20
const usualShare = 0.1

/**
 * Holds a list against what was known of it. Where more is missing than events tell, it is read again in another order; where that brings it
 * neither, the user is asked. Who accepts the fall accepts what is told: the list is read once more, and where more comes then, that counts.
 * Tells whether the other reading brought records that the first one did not; never of a list that the run has left out meanwhile.
 *
 * ```
 * few missing ─────────────────────────────► whole
 * many → events tell of them ──────────────► whole
 *        else read in another order → few ─► whole, and the first reading was not
 *               ▲            └→ many → paused → accepted → read again → no more than told ─► whole
 *               └────────────────────────────────────────────────────→ more
 * ```
 * @throws RunStopped, CrmError
 */
export const explainFall = async (run: RunSession, fall: Fall): Promise<boolean> => {
  const { source, before } = fall
  const none = new Set<number>()
  const first = await fall.missing(none)
  if (!isMuch(first, before)) return false
  for (;;) {
    const { deleted, merged } = await runStep(run, (signal) => readDeletions(run, fall, signal))
    const isUnexplained = async (): Promise<boolean> => isMuch((await fall.missing(deleted)) - merged, before)
    if (!(await isUnexplained())) break
    await runStep(run, fall.readOtherWay)
    if (!run.sources.includes(source)) return false
    if (!(await isUnexplained())) break
    const told = await fall.missing(none)
    await pauseRun(run, { kind: 'listFall', source, before, now: Math.max(0, before - told) })
    await runStep(run, fall.readOtherWay)
    if (!run.sources.includes(source)) return false
    if ((await fall.missing(none)) >= told) break
  }
  return (await fall.missing(none)) < first
}

/** True where so many missing records want an explanation. */
export const isMuch = (missing: number, before: number): boolean =>
  missing > Math.max(usual, usualShare * before)

/** What has left a list since, as events tell; a merge does not always tell which record went. */
const readDeletions = async (
  run: RunSession,
  { source, since }: Fall,
  signal: AbortSignal,
): Promise<{ readonly deleted: ReadonlySet<number>; readonly merged: number }> => {
  const entity = entityOf[source]
  const deletion = `${entity}_deleted`
  const restoration = `${entity}_restored`
  const types = [deletion, ...(source === 'customers' ? [] : [restoration]), 'entity_merged']
  const events = await run.deps.client.listEvents(types, since, { priority: 'run', signal })
  const deleted = new Set<number>()
  let merged = 0
  const inTime = [...events].sort((one, other) => one.createdAt - other.createdAt)
  for (const { type, entityId, entityType } of inTime) {
    if (type === deletion) deleted.add(entityId)
    else if (type === restoration) deleted.delete(entityId)
    else if (entityType === entity || entityType === source) merged += 1
  }
  return { deleted, merged }
}
