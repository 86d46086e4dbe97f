import type { ParentCard } from '../records/parentCard'
import type { CallOptions } from './callOptions'
import { createSourceReader, recordSizes } from './createSourceReader'
import { fetchMany, type FilterKnowledge } from './fetchMany'
import type { Caller } from './createCaller'
import type { ListSource } from './listSource'

/** A card as it stands now; null = the CRM does not have it any more. Ids that are not there are not known. */
export type CardsRead = ReadonlyMap<number, ParentCard | null>

/** Pages of the newest changes that are searched for cards of a batch. */
const mostPages = 2
/** So many cards are read one by one where nothing else found them. */
const mostSingly = 10

/** Reads these very cards, however many calls it takes. */
export async function readCards(
  caller: Caller,
  source: ListSource<ParentCard>,
  ids: readonly number[],
  options: CallOptions,
  filters: FilterKnowledge,
): Promise<CardsRead> {
  const many = { ...options, singleLimit: Number.POSITIVE_INFINITY }
  const answer = await fetchMany(caller, source, (card) => card.id, ids, many, filters)
  const found = new Map<number, ParentCard | null>(ids.map((id) => [id, null]))
  for (const card of answer.isComplete ? answer.records : []) {
    found.set(card.id, card.isDeleted ? null : card)
  }
  return found
}

/**
 * Reads a batch back whose answer was lost. By filter where that works; otherwise among the newest changes, where a batch that was applied
 * stands on top, and the last few one by one.
 */
export async function readBack(
  caller: Caller,
  source: ListSource<ParentCard>,
  ids: readonly number[],
  options: CallOptions,
  filters: FilterKnowledge,
): Promise<CardsRead> {
  if (ids.length <= mostSingly || (filters.hint === true && !filters.areOff)) {
    return readCards(caller, source, ids, options, filters)
  }
  const unknown = new Set(ids)
  const found = new Map<number, ParentCard | null>()
  const readNewest = createSourceReader(caller, source, {
    order: [['order[updated_at]', 'desc']],
    sizes: recordSizes,
    priority: options.priority,
    needsMain: false,
  })
  for (let page = 1; page <= mostPages && unknown.size > 0; page += 1) {
    const { records, isLast } = await readNewest(page, options.signal)
    for (const card of records) {
      if (unknown.delete(card.id)) {
        found.set(card.id, card)
      }
    }
    if (isLast) {
      break
    }
  }
  if (unknown.size > 0 && unknown.size <= mostSingly) {
    for (const [id, card] of await readCards(caller, source, [...unknown], options, filters)) {
      found.set(id, card)
    }
  }
  return found
}
