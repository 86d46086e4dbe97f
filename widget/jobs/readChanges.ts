import type { CallOptions } from '../api/callOptions'
import type { UnixSeconds } from '../records/brands'
import { createChanges } from './createChanges'
import { createRest } from './createRest'
import { readChangeLists } from './readChangeLists'
import { runInParts } from './runInParts'
import { needsMain } from './needsMain'
import type { FinishedRecords } from './runRecords'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'

/** What a run looks for. */
export interface ChangesAsked {
  readonly since: UnixSeconds
  /** Null leaves out the lists of changed cards, which the run's own writes would fill; cards that events and fresh deals name are read all the same. */
  readonly parentsSince: UnixSeconds | null
  /** Whether what is known of before `since` is held against what the lists give of it; not once the run writes itself. */
  readonly isHeld: boolean
}

export interface ChangesRead {
  /** Lists that have to be read again, since too many of their records changed; all of them where `isBehind`. */
  readonly stale: ReadonlySet<RunSource>
  /** What is known turned out not to be what this account held. */
  readonly isBehind: boolean
}

/**
 * Brings the run's records up to what the CRM holds now: all that was changed, made, deleted, restored, merged, linked or unlinked since
 * `since`. The records are touched only once every call was answered.
 * @throws CrmError
 */
export const readChanges = async (
  run: RunSession,
  known: FinishedRecords,
  { since, parentsSince, isHeld }: ChangesAsked,
  signal: AbortSignal,
): Promise<ChangesRead> => {
  const { client, clock } = run.deps
  // A bound from below where the time is in doubt just now: events that are not taken as met are looked at again.
  const startedAt = clock.time() ?? since
  const options: CallOptions = { priority: 'run', signal, needsMain: needsMain(run.settings) }
  const rest = createRest(clock)
  const changes = createChanges(run, known, options, rest)
  const { events, readings } = await readChangeLists(client, changes, {
    calls: options,
    sources: run.sources.filter((source) => parentsSince !== null || !isCards(source)),
    fieldIds: run.fieldIds,
    since: (source) => (isCards(source) ? (parentsSince ?? since) : since),
    events: since,
    isHeld,
  })
  await changes.follow(events, readings)
  await runInParts(changes.applyInSteps(startedAt), rest)
  const isBehind = changes.isBehind()
  return { stale: isBehind ? new Set(run.sources) : changes.stale, isBehind }
}

const isCards = (source: RunSource): boolean => source === 'contacts' || source === 'companies'
