import type { CallOptions } from './callOptions'
import type { CrmEvent, NewestEvents, OnPage } from './listCalls'
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
  const events: CrmEvent[] = []
  await readEvents(wire, types, from, options, (read) => events.push(...read))
  return events
}

async function readEvents(
  wire: Wire,
  types: readonly string[],
  from: number,
  options: CallOptions,
  onPage: OnPage<CrmEvent>,
): Promise<void> {
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
  const inTurn = { ...options, order: [], sizes: eventSizes, isNew, isInTurn: true }
  // The newest stand first (API 9.1: in practice).
  await listAll(wire, source, inTurn, (page, progress) =>
    onPage(
      page.filter((event) => types.includes(event.type) && event.createdAt >= from),
      progress,
    ),
  )
}

const tooMany = new Error('there are more events than were to be read')

/** The same, but no more than so many pages of them, newest first as far as the CRM gives them so. */
export async function listNewestEvents(
  wire: Wire,
  types: readonly string[],
  from: number,
  mostPages: number,
  options: CallOptions,
): Promise<NewestEvents> {
  const events: CrmEvent[] = []
  try {
    await readEvents(wire, types, from, options, (read, { pages }) => {
      events.push(...read)
      if (pages >= mostPages) {
        throw tooMany
      }
    })
    return { events, isWhole: true }
  } catch (error) {
    if (error !== tooMany) {
      throw error
    }
    return { events, isWhole: false }
  }
}
