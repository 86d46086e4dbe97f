import * as v from 'valibot'
import type { UnixSeconds } from '../records/brands'
import type { CrmEvent } from './crmClient'
import { parseWire } from './parseWire'

const eventSchema = v.object({
  id: v.string(),
  type: v.string(),
  entity_type: v.string(),
  entity_id: v.pipe(v.number(), v.integer()),
  created_at: v.pipe(v.number(), v.integer()),
  created_by: v.pipe(v.number(), v.integer()),
  value_after: v.array(v.unknown()),
  value_before: v.array(v.unknown()),
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
    valueAfter: event.value_after,
    valueBefore: event.value_before,
  }
}
