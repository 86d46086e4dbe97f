import type { CallOptions } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import { parentTypes } from '../records/parents'
import { createChanges } from './createChanges'
import type { FinishedRecords } from './createRunRecords'
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
  const options: CallOptions = { priority: 'run', signal }
  const changes = createChanges(run, known, options)
  const readTypes = parentsSince === null ? [] : parentTypes.filter((type) => run.sources.includes(type))
  const [events] = await Promise.all([
    client.listEvents(changeEventTypes, since, options),
    client.listUpdatedLeads(since, options).then((found) => keep(changes.leads.found, found)),
    run.sources.includes('customers')
      ? client.listUpdatedCustomers(since, options).then((found) => keep(changes.customers.found, found))
      : undefined,
    ...readTypes.map((type) =>
      client
        .listUpdatedParents(type, run.fieldIds[type], parentsSince ?? since, options)
        .then((found) => keep(changes[type].found, found)),
    ),
  ])
  await changes.follow(events)
  changes.apply(startedAt)
  return changes.stale
}

const keep = <T extends { readonly id: number }>(found: Map<number, T>, records: readonly T[]): void => {
  for (const record of records) found.set(record.id, record)
}
