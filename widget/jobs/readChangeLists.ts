import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import type { CrmEvent, UpdatedOptions, UpdatedReading } from '../api/listCalls'
import type { UnixSeconds } from '../records/brands'
import type { FieldIds } from '../records/parentWrite'
import type { ParentType } from '../records/parents'
import type { Changes, Readings, Stamped } from './changes'
import type { ReadSince } from './createKeptCheck'
import type { RunSource } from './runState'
import { changeEventTypes, datedEventTypes } from './touchedRecords'

/** Pages of events that are read before those are left out without which changes are found in nearly all cases. */
const mostEventPages = 8

export interface ChangeLists {
  readonly calls: CallOptions
  /** The lists whose changes are read. */
  readonly sources: readonly RunSource[]
  readonly fieldIds: { readonly [Type in ParentType]: FieldIds }
  /** From when on each list is asked. */
  readonly since: (source: RunSource) => UnixSeconds
  readonly events: UnixSeconds
  /** Whether `changes` gets what the lists give of before that, to hold it against what is known. */
  readonly isHeld: boolean
}

/**
 * Asks all at once for the lists of what changed and for the events of that time, and gives the records to `changes`: one call a list and one
 * for the events where little has changed.
 * @throws CrmError
 */
export const readChangeLists = async (
  client: CrmClient,
  changes: Changes,
  { calls, sources, fieldIds, since, events: eventsSince, isHeld }: ChangeLists,
): Promise<{ readonly events: readonly CrmEvent[]; readonly readings?: Readings }> => {
  const keepOlder = isHeld ? changes.keepOlder : null
  const readList = (source: RunSource, options: UpdatedOptions): Promise<UpdatedReading> => {
    if (source === 'leads') return client.listUpdatedLeads(options, changes.keepLeads, keepOlder?.leads)
    if (source === 'customers')
      return client.listUpdatedCustomers(options, changes.keepCustomers, keepOlder?.customers)
    return client.listUpdatedParents(
      source,
      fieldIds[source],
      options,
      (cards) => changes.keepParents(source, cards),
      (cards) => keepOlder?.parents(source, cards),
    )
  }
  const [events, ...read] = await Promise.all([
    readEvents(client, eventsSince, calls),
    ...sources.map(async (source): Promise<readonly [RunSource, ReadSince]> => {
      const isMissed = (record: Stamped) => changes.isMissed(source, record)
      const options = { ...calls, since: since(source), ...(isHeld ? { isMissed } : {}) }
      return [source, { ...(await readList(source, options)), since: options.since }]
    }),
  ])
  return isHeld ? { events, readings: new Map(read) } : { events }
}

/** One call where little has changed. Of very many events those are left out that the records' own dates tell as well. */
const readEvents = async (
  client: CrmClient,
  since: UnixSeconds,
  calls: CallOptions,
): Promise<readonly CrmEvent[]> => {
  const types = [...changeEventTypes, ...datedEventTypes]
  const newest = await client.listNewestEvents(types, since, mostEventPages, calls)
  if (newest.isWhole) return newest.events
  const needed = await client.listEvents(changeEventTypes, since, calls)
  const needs = new Set(needed.map(({ id }) => id))
  return [...needed, ...newest.events.filter(({ id }) => !needs.has(id))]
}
