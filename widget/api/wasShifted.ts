import type { CallOptions } from './crmClient'
import type { Wire } from './listAll'
import { listEvents } from './listEvents'
import type { ListSource } from './listSource'

const entities: Readonly<Record<string, string>> = {
  leads: 'lead',
  customers: 'customer',
  contacts: 'contact',
  companies: 'company',
}

/**
 * Whether a row that had been read was taken out of a list since `from`: the rows after it moved up, and one of them may have slipped
 * between two pages (API 12.2).
 */
export async function wasShifted<T>(
  wire: Wire,
  { key }: Pick<ListSource<T>, 'key'>,
  from: number,
  isMet: (id: number) => boolean,
  options: CallOptions,
): Promise<boolean> {
  const entity = entities[key] ?? key
  const deletion = `${entity}_deleted`
  const events = await listEvents(wire, [deletion, 'entity_merged'], from, options)
  const deleted = events.filter(({ type }) => type === deletion)
  const merged = events.filter(({ type, entityType }) => type === 'entity_merged' && entityType === entity)
  // Whether a merge makes an event for the record that goes is not known: where it does not, nobody knows which one went.
  return merged.length > deleted.length || deleted.some(({ entityId }) => isMet(entityId))
}
