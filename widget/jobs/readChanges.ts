import type { CallOptions } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import { parentTypes } from '../records/parents'
import { createChanges } from './createChanges'
import { createRest } from './createRest'
import { runInParts } from './runInParts'
import { needsMain } from './needsMain'
import type { FinishedRecords } from './runRecords'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { changeEventTypes } from './touchedRecords'

/**
 * Brings the run's records up to what the CRM holds now: all that was changed, made, deleted, restored, merged, linked or unlinked since
 * `since`. `parentsSince` null leaves out the lists of changed cards, which the run's own writes would fill; cards that events and fresh
 * deals name are read all the same. The records are touched only once every call was answered. Returns the lists that have to be read
 * again, since too many of their records changed.
 * @throws CrmError
 */
export const readChanges = async (
  run: RunSession,
  known: FinishedRecords,
  since: UnixSeconds,
  parentsSince: UnixSeconds | null,
  signal: AbortSignal,
): Promise<ReadonlySet<RunSource>> => {
  const { client, clock } = run.deps
  const startedAt = clock.time()
  const options: CallOptions = { priority: 'run', signal, needsMain: needsMain(run.settings) }
  const changes = createChanges(run, known, options)
  const readTypes = parentsSince === null ? [] : parentTypes.filter((type) => run.sources.includes(type))
  const [events] = await Promise.all([
    client.listEvents(changeEventTypes, since, options),
    client.listUpdatedLeads({ ...options, since }, changes.keepLeads),
    run.sources.includes('customers')
      ? client.listUpdatedCustomers({ ...options, since }, changes.keepCustomers)
      : undefined,
    ...readTypes.map((type) =>
      client.listUpdatedParents(
        type,
        run.fieldIds[type],
        { ...options, since: parentsSince ?? since },
        (cards) => changes.keepParents(type, cards),
      ),
    ),
  ])
  await changes.follow(events)
  await runInParts(changes.applyInSteps(startedAt), createRest(clock))
  return changes.stale
}
