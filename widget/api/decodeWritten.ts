import * as v from 'valibot'
import type { UnixSeconds } from '../records/brands'
import type { ParentType } from '../records/parents'
import { parseWire, wireId, wireNumber } from './parseWire'

/** A card as the CRM confirms its write. */
export interface WrittenCard {
  readonly id: number
  readonly updatedAt: UnixSeconds
}

const cardSchema = v.object({ id: wireId, updated_at: v.pipe(wireNumber, v.integer()) })

/** The answer of `PATCH /api/v4/{contacts|companies}`: matched by id, since `request_id` may be missing (API 6.3). Throws `Malformed`. */
export function decodeWritten(body: unknown, type: ParentType): readonly WrittenCard[] {
  const schema = v.object({ _embedded: v.object({ [type]: v.array(cardSchema) }) })
  const cards = parseWire(schema, body)._embedded[type] ?? []
  return cards.map((card) => ({ id: card.id, updatedAt: card.updated_at as UnixSeconds }))
}
