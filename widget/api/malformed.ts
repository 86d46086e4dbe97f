import type { CrmRecordName } from '../records/crmError'

/**
 * Thrown by decoders; `place` is the dotted path inside the answer that was not understood, `record` the record that it stands in, where it
 * is one. The client makes a `CrmError` of it.
 */
export class Malformed extends Error {
  override readonly name = 'Malformed'
  readonly place: string
  readonly record: CrmRecordName | null

  constructor(place: string, record: CrmRecordName | null = null) {
    super(place)
    this.place = place
    this.record = record
  }
}

/** What an element of a list calls itself, as far as that can be read; `place` is what of it was not understood. */
export function nameRecord(list: string, wire: unknown, place: string): CrmRecordName {
  const { id, name } = typeof wire === 'object' && wire !== null ? (wire as Record<string, unknown>) : {}
  return {
    list,
    id: Number.isInteger(Number(id)) && Number(id) > 0 ? Number(id) : null,
    name: typeof name === 'string' || typeof name === 'number' ? String(name) : '',
    place,
  }
}
