import * as v from 'valibot'
import type { UnixSeconds } from '../records/brands'
import type { CrmEvent } from './listCalls'
import { parseWire, wireNumber } from './parseWire'

/** A list as documented; a kind of events that has none, or says it otherwise, is still an event of its record. */
const eventValues = v.pipe(
  v.unknown(),
  v.transform((value): readonly unknown[] => {
    if (Array.isArray(value)) return value
    return value === null || value === undefined ? [] : [value]
  }),
)

const eventSchema = v.object({
  id: v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
  type: v.string(),
  entity_type: v.string(),
  entity_id: v.pipe(wireNumber, v.integer()),
  created_at: v.pipe(wireNumber, v.integer()),
  created_by: v.nullish(v.pipe(wireNumber, v.integer()), 0),
  value_after: v.optional(eventValues),
  value_before: v.optional(eventValues),
})

/** One event (API 9.1). Throws `Malformed`. */
export function decodeEvent(wire: unknown): CrmEvent {
  const event = parseWire(eventSchema, wire)
  return {
    id: event.id,
    type: event.type,
    entityType: event.entity_type,
    entityId: event.entity_id,
    createdAt: event.created_at as UnixSeconds,
    createdBy: event.created_by,
    valueAfter: event.value_after ?? [],
    valueBefore: event.value_before ?? [],
  }
}
