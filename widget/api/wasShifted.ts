import type { CallOptions } from './callOptions'
import type { Wire } from './listAll'
import { listEvents } from './listEvents'
import type { ListSource } from './listSource'

const entities: Readonly<Record<string, string>> = {
  leads: 'lead',
  customers: 'customer',
  contacts: 'contact',
  companies: 'company',
}

export interface Shifting {
  /** Events from this time on are looked at. */
  readonly from: number
  /** True for a record that was read. */
  readonly isMet: (id: number) => boolean
  /** False where new records may stand anywhere, so that they move others too; default true. */
  readonly isAscending?: boolean
  /** Events that were looked at before; takes those of now. */
  readonly known?: Set<string>
}

/**
 * Whether a row that had been read was taken out of a list, or one put in: the rows after it moved, and one of them may have slipped
 * between two pages (API 12.2).
 */
export async function wasShifted<T>(
  wire: Wire,
  { key }: Pick<ListSource<T>, 'key'>,
  { from, isMet, isAscending = true, known = new Set() }: Shifting,
  options: CallOptions,
): Promise<boolean> {
  const entity = entities[key] ?? key
  const deletion = `${entity}_deleted`
  const additions = isAscending ? [] : [`${entity}_added`]
  const all = await listEvents(wire, [deletion, ...additions, 'entity_merged'], from, options)
  const events = all.filter(({ id }) => known.size < known.add(id).size)
  const deleted = events.filter(({ type }) => type === deletion)
  const added = events.filter(({ type }) => additions.includes(type))
  const merged = events.filter(({ type, entityType }) => type === 'entity_merged' && entityType === entity)
  // Whether a merge makes an event for the record that goes is not known: where it does not, nobody knows which one went.
  return added.length > 0 || merged.length > deleted.length || deleted.some(({ entityId }) => isMet(entityId))
}
