import type { CrmEvent } from '../api/listCalls'
import type { UnixSeconds } from '../records/brands'
import { type ParentType, parentTypes } from '../records/parents'
import type { RunSource } from './runState'

/** What some records hold already, so that looking for changes again in the same seconds costs no reading again. */
export interface TakenChanges {
  /** The events that the records may not hold yet, where these lists are read. */
  newOf(events: readonly CrmEvent[], sources: readonly RunSource[]): readonly CrmEvent[]
  /** All that the events tell is in the records, which were read anew from `startedAt` on. */
  keep(events: readonly CrmEvent[], sources: readonly RunSource[], startedAt: UnixSeconds): void
  /** Cards that deals link and that the CRM was found not to have: a restored one is told by an event. */
  readonly absent: { readonly [Type in ParentType]: Set<number> }
}

/** Seconds by which the CRM's clock and ours may differ, with what whole seconds hide: younger events may have come after the reading. */
const unsure = 3

/** Nothing taken in yet. */
export const createTakenChanges = (): TakenChanges => {
  let taken = new Set<string>()
  let lists = ''
  const isTaken = ({ id }: CrmEvent, sources: readonly RunSource[]): boolean =>
    lists === sources.join() && taken.has(id)
  return {
    newOf: (events, sources) => events.filter((event) => !isTaken(event, sources)),
    keep(events, sources, startedAt) {
      // Later looks reach back less far: events that are not among these are not met again.
      const kept = events.filter((event) => event.createdAt < startedAt - unsure || isTaken(event, sources))
      taken = new Set(kept.map(({ id }) => id))
      lists = sources.join()
    },
    absent: Object.fromEntries(parentTypes.map((type) => [type, new Set()])) as TakenChanges['absent'],
  }
}
