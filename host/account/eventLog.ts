import type { WireEvent } from './wireActivity'

/** One entry before it is stored. `before` and `after` are the wire values. */
export interface EventEntry {
  type: string
  entityType: string
  entityId: number
  by: number
  at: number
  before?: Record<string, unknown>[]
  after?: Record<string, unknown>[]
}

/** A changed value of a custom field that is a plain number (or absent, null) on both sides. */
export interface NumberChange {
  entityType: string
  entityId: number
  by: number
  at: number
  fieldId: number
  /** Number of the field's type in event values. */
  fieldType: number
  before: number | null
  after: number | null
}

/** What filters of the log look at; no object is made for a row that does not pass. */
export interface EventRow {
  /** Place in the order of storing: what `eventAt` takes. */
  row: number
  type: string
  entityType: string
  entityId: number
  by: number
  at: number
  fieldId: number
}

const CHUNK = 16_384
const FIRST_NOTE_ID = 870_000_000

/**
 * The account's event log, oldest first by time. Changed numbers of custom fields, eight for each written card,
 * lie in typed columns; all other values are kept as objects beside them.
 */
export class EventLog {
  readonly #accountId: number
  readonly #names: string[] = []
  readonly #codes = new Map<string, number>()
  readonly #chunks: EventChunk[] = []
  readonly #objects = new Map<
    number,
    Pick<EventEntry, 'before' | 'after'> & { id?: string; embedded?: unknown }
  >()
  #length = 0
  #lastAt = 0
  #sorted: Uint32Array | null = null
  #isSorted = true

  constructor(accountId: number) {
    this.#accountId = accountId
  }

  get length(): number {
    return this.#length
  }

  /** Every type that occurs in the log. */
  get types(): string[] {
    const used = new Set<number>()
    for (let row = 0; row < this.#length; row++) used.add(this.#chunkOf(row).type[row % CHUNK] ?? 0)
    return [...used].map((code) => this.#names[code] ?? '')
  }

  /** Adds an event. */
  add(entry: EventEntry): void {
    const row = this.#push(entry, 0, 0, Number.NaN, Number.NaN)
    if (entry.before?.length || entry.after?.length)
      this.#objects.set(row, { before: entry.before ?? [], after: entry.after ?? [] })
  }

  /** Adds an event of an account file, its id and embedded keys kept. */
  addGiven(event: WireEvent): void {
    const entry = {
      type: event.type,
      entityType: event.entity_type,
      entityId: event.entity_id,
      by: event.created_by,
      at: event.created_at,
    }
    const row = this.#push(entry, fieldIdOf(event), 0, Number.NaN, Number.NaN)
    const embedded = event._embedded?.entity
    this.#objects.set(row, {
      before: event.value_before,
      after: event.value_after,
      ...(event.id ? { id: event.id } : {}),
      ...(embedded ? { embedded } : {}),
    })
  }

  /** Adds `custom_field_value_changed` of a number. */
  addNumberChange(change: NumberChange): void {
    const { entityType, entityId, by, at } = change
    this.#push(
      { type: 'custom_field_value_changed', entityType, entityId, by, at },
      change.fieldId,
      change.fieldType,
      change.before ?? Number.NaN,
      change.after ?? Number.NaN,
    )
  }

  /**
   * Rows that pass, in the order asked for, `skip` left out, at most `limit`.
   * `from` and `to` bound the time (inclusive, unix seconds) and let the search stop early.
   */
  list(query: {
    passes: (row: EventRow) => boolean
    from: number
    to: number
    newestFirst: boolean
    skip: number
    limit: number
  }): WireEvent[] {
    const found: WireEvent[] = []
    let left = query.skip
    for (let step = 0; step < this.#length && found.length < query.limit; step++) {
      const position = query.newestFirst ? this.#length - 1 - step : step
      const row = this.#rowAt(position)
      const at = this.#chunkOf(row).at[row % CHUNK] ?? 0
      if (query.newestFirst ? at < query.from : at > query.to) break
      if (at < query.from || at > query.to || !query.passes(this.#read(row))) continue
      if (left > 0) left--
      else found.push(this.eventAt(row))
    }
    return found
  }

  /** Row of the event with this id, −1 when there is none. */
  rowOf(id: string): number {
    for (let row = 0; row < this.#length; row++) if (this.#idOf(row) === id) return row
    return -1
  }

  /** The event of a row (0 … length − 1, in the order of storing) as a wire object without links. */
  eventAt(row: number): WireEvent {
    const { type, entityType, entityId, by, at, fieldId } = this.#read(row)
    const object = this.#objects.get(row)
    const chunk = this.#chunkOf(row)
    const offset = row % CHUNK
    const value = (number: number): Record<string, unknown>[] =>
      Number.isNaN(number)
        ? []
        : [
            {
              custom_field_value: {
                field_id: fieldId,
                field_type: chunk.fieldType[offset],
                enum_id: null,
                text: String(number),
              },
            },
          ]
    return {
      id: this.#idOf(row),
      type,
      entity_id: entityId,
      entity_type: entityType,
      created_by: by,
      created_at: at,
      value_after: object
        ? (object.after ?? [])
        : type.endsWith('_added') && !type.startsWith('entity_tag')
          ? [{ note: { id: FIRST_NOTE_ID + row } }]
          : value(chunk.after[offset] ?? Number.NaN),
      value_before: object ? (object.before ?? []) : value(chunk.before[offset] ?? Number.NaN),
      account_id: this.#accountId,
      ...(object?.embedded ? { _embedded: { entity: object.embedded as Record<string, unknown> } } : {}),
    }
  }

  #push(entry: EventEntry, fieldId: number, fieldType: number, before: number, after: number): number {
    const row = this.#length++
    const offset = row % CHUNK
    if (offset === 0) this.#chunks.push(new EventChunk())
    const chunk = this.#chunkOf(row)
    chunk.type[offset] = this.#codeOf(entry.type)
    chunk.entityType[offset] = this.#codeOf(entry.entityType)
    chunk.entityId[offset] = entry.entityId
    chunk.by[offset] = entry.by
    chunk.at[offset] = entry.at
    chunk.fieldId[offset] = fieldId
    chunk.fieldType[offset] = fieldType
    chunk.before[offset] = before
    chunk.after[offset] = after
    if (entry.at < this.#lastAt) this.#isSorted = false
    this.#lastAt = entry.at
    this.#sorted = null
    return row
  }

  #read(row: number): EventRow {
    const chunk = this.#chunkOf(row)
    const offset = row % CHUNK
    return {
      row,
      type: this.#names[chunk.type[offset] ?? 0] ?? '',
      entityType: this.#names[chunk.entityType[offset] ?? 0] ?? '',
      entityId: chunk.entityId[offset] ?? 0,
      by: chunk.by[offset] ?? 0,
      at: chunk.at[offset] ?? 0,
      fieldId: chunk.fieldId[offset] ?? 0,
    }
  }

  #rowAt(position: number): number {
    if (this.#isSorted) return position
    this.#sorted ??= Uint32Array.from({ length: this.#length }, (_, row) => row).sort(
      (one, other) => this.#atOf(one) - this.#atOf(other) || one - other,
    )
    return this.#sorted[position] ?? 0
  }

  #atOf(row: number): number {
    return this.#chunkOf(row).at[row % CHUNK] ?? 0
  }

  #chunkOf(row: number): EventChunk {
    const chunk = this.#chunks[Math.floor(row / CHUNK)]
    if (!chunk) throw new RangeError(`no event at row ${row}`)
    return chunk
  }

  #codeOf(name: string): number {
    const known = this.#codes.get(name)
    if (known !== undefined) return known
    this.#names.push(name)
    this.#codes.set(name, this.#names.length - 1)
    return this.#names.length - 1
  }

  /** Like the CRM's ids: a text that sorts by time. */
  #idOf(row: number): string {
    const given = this.#objects.get(row)?.id
    return given ?? `01${this.#atOf(row).toString(32).padStart(9, '0')}${row.toString(32).padStart(15, '0')}`
  }
}

/** A block of rows; blocks are never copied when the log grows. */
class EventChunk {
  readonly type = new Uint16Array(CHUNK)
  readonly entityType = new Uint16Array(CHUNK)
  readonly entityId = new Float64Array(CHUNK)
  readonly by = new Int32Array(CHUNK)
  readonly at = new Uint32Array(CHUNK)
  readonly fieldId = new Uint32Array(CHUNK)
  readonly fieldType = new Uint8Array(CHUNK)
  readonly before = new Float64Array(CHUNK)
  readonly after = new Float64Array(CHUNK)
}

function fieldIdOf(event: WireEvent): number {
  const value = (event.value_after[0] ?? event.value_before[0])?.['custom_field_value']
  return (value as { field_id?: number } | undefined)?.field_id ?? 0
}
