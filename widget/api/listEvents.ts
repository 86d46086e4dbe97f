import type { CallOptions, CrmEvent } from './crmClient'
import { eventSizes } from './createSourceReader'
import { decodeEvent } from './decodeEvent'
import { listAll, type Wire } from './listAll'
import type { QueryPair } from './query'

/** Events of the given types with `created_at >= from`, any order, each once. */
export async function listEvents(
  wire: Wire,
  types: readonly string[],
  from: number,
  options: CallOptions,
): Promise<readonly CrmEvent[]> {
  const source = {
    path: '/api/v4/events',
    key: 'events',
    query: [
      ...types.map((type): QueryPair => ['filter[type][]', type]),
      ['filter[created_at][from]', from] satisfies QueryPair,
    ],
    decode: decodeEvent,
  }
  const met = new Set<string>()
  const isNew = ({ id }: { readonly id: string }): boolean => met.size < met.add(id).size
  const events: CrmEvent[] = []
  // The newest stand first (API 9.1: in practice).
  await listAll(wire, source, { ...options, order: [], sizes: eventSizes, isNew, isInTurn: true }, (page) => {
    events.push(...page.filter((event) => types.includes(event.type) && event.createdAt >= from))
  })
  return events
}
