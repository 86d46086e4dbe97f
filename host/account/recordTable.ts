import { RecordOrder } from './recordOrder'
import type { RecordSource } from './recordSource'
import { ValueColumns } from './valueColumns'
import type { Given, WireFieldValue, WireFieldValues, WireRecord } from './wire'

/** Keys by which lists can be ordered. */
export type OrderKey = 'id' | 'updated_at' | 'created_at'

/** Who changes something and when (unix seconds); `by` 0 is the robot. */
export interface Stamp {
  by: number
  at: number
  /** The record's own `updated_at` where another one than `at` was sent; events still bear `at`. */
  updatedAt?: number
}

const NO_VALUES: WireFieldValues[] = []
const ALL_ORDERS: readonly OrderKey[] = ['id', 'updated_at', 'created_at']
const LIVE = 0
const TRASHED = 1
const GONE = 2

/**
 * All records of one entity: a read-only source and the edits over it. Records are addressed by index: the source's
 * first, created ones after. Edits of numbers in custom fields, of stamps and of the trash lie in typed arrays, all
 * other edits in one small object for each edited record.
 */
export class RecordTable<T extends WireRecord> {
  readonly values = new ValueColumns()
  readonly #source: RecordSource<Given<T, 'id'>>
  readonly #fill: (record: Given<T, 'id'>) => T
  readonly #added: T[] = []
  readonly #addedIndexes = new Map<number, number>()
  readonly #edits = new Map<number, Partial<T>>()
  readonly #textValues = new Map<number, Map<number, WireFieldValue[] | null>>()
  readonly #columns = new Map<keyof T, Int32Array>()
  readonly #orders: Record<OrderKey, RecordOrder>
  #states: Uint8Array
  #stamps: Uint32Array
  #editors: Int32Array
  #highestId = 0
  #version = 0

  /** `fill` completes a fresh record of the source with the CRM's defaults, in place. */
  constructor(source: RecordSource<Given<T, 'id'>>, fill: (record: Given<T, 'id'>) => T) {
    this.#source = source
    this.#fill = fill
    this.#states = new Uint8Array(source.count)
    this.#stamps = new Uint32Array(source.count)
    this.#editors = new Int32Array(source.count)
    if (source.isDeletedAt) {
      for (let index = 0; index < source.count; index++)
        if (source.isDeletedAt(index)) this.#states[index] = TRASHED
    }
    if (source.count > 0) this.#highestId = source.idAt(source.count - 1)
    this.#orders = {
      id: new RecordOrder(this, (index) => this.idAt(index)),
      updated_at: new RecordOrder(this, (index) => this.updatedAtAt(index)),
      created_at: new RecordOrder(this, (index) => this.createdAtAt(index)),
    }
  }

  /** Number of indexes in use. */
  get size(): number {
    return this.#source.count + this.#added.length
  }

  /** Grows with every change; tells a cached answer from a stale one. */
  get version(): number {
    return this.#version
  }

  /** The id a created record gets when it names none. */
  get nextId(): number {
    return this.#highestId + 1
  }

  /** Id at an index. */
  idAt(index: number): number {
    const added = index - this.#source.count
    return added < 0 ? this.#source.idAt(index) : (this.#added[added]?.id ?? 0)
  }

  /** Index of a record that is live or in the trash, else −1. */
  indexOf(id: number): number {
    const index = this.#addedIndexes.get(id) ?? this.#source.indexOf(id)
    return index >= 0 && this.#states[index] !== GONE ? index : -1
  }

  /** Index of a live record, else −1. */
  liveIndexOf(id: number): number {
    const index = this.indexOf(id)
    return index >= 0 && this.isLive(index) ? index : -1
  }

  isLive(index: number): boolean {
    return this.#states[index] === LIVE
  }

  isTrashed(index: number): boolean {
    return this.#states[index] === TRASHED
  }

  /** Unix seconds of the last change. */
  updatedAtAt(index: number): number {
    const stamp = this.#stamps[index] ?? 0
    if (stamp > 0) return stamp
    const added = index - this.#source.count
    return added < 0 ? this.#source.updatedAtAt(index) : (this.#added[added]?.updated_at ?? 0)
  }

  /** Unix seconds of the creation. */
  createdAtAt(index: number): number {
    const edited = this.#edits.get(index)?.created_at
    if (edited !== undefined) return edited
    const added = index - this.#source.count
    return added < 0 ? this.#source.createdAtAt(index) : (this.#added[added]?.created_at ?? 0)
  }

  /** The live records in ascending order of a key, ties by id. */
  order(key: OrderKey): Int32Array {
    return this.#orders[key].read()
  }

  /** A number of every record as a typed column, read once and kept up to date; null reads as 0. */
  column(key: keyof T & string): Int32Array {
    const known = this.#columns.get(key)
    if (known && known.length >= this.size) return known
    const column = new Int32Array(this.size + 1024)
    for (let index = 0; index < this.size; index++) column[index] = Number(this.read(index)[key] ?? 0)
    this.#columns.set(key, column)
    return column
  }

  /** The record with everything written so far; a fresh object with raw field values and no links. */
  read(index: number): T {
    const added = index - this.#source.count
    const record = added < 0 ? this.#fill(this.#source.recordAt(index)) : ({ ...this.#added[added] } as T)
    const edit = this.#edits.get(index)
    if (edit) Object.assign(record, edit)
    const stamp = this.#stamps[index] ?? 0
    if (stamp > 0) {
      record.updated_at = stamp
      record.updated_by = this.#editors[index] ?? 0
    }
    record.is_deleted = this.#states[index] !== LIVE
    record.custom_fields_values = this.#valuesOf(index, record.custom_fields_values ?? NO_VALUES)
    return record
  }

  /** Written and given values of one field; null when there is none. */
  valuesOf(index: number, fieldId: number): WireFieldValue[] | null {
    const written = this.values.get(fieldId, index)
    if (written !== undefined) return written === null ? null : [{ value: written }]
    const text = this.#textValues.get(index)?.get(fieldId)
    if (text !== undefined) return text
    const values = this.read(index).custom_fields_values ?? []
    return values.find((entry) => entry.field_id === fieldId)?.values ?? null
  }

  /** Adds a complete record and gives its index; its values must name fields by id. */
  add(record: T): number {
    const index = this.size
    this.#added.push(record)
    this.#addedIndexes.set(record.id, index)
    this.#grow(index + 1)
    this.#states[index] = record.is_deleted ? TRASHED : LIVE
    this.#highestId = Math.max(this.#highestId, record.id)
    this.#columns.clear()
    this.#mark(index, ALL_ORDERS)
    return index
  }

  /** Lays new values of plain keys over a record and stamps it. */
  edit(index: number, set: Partial<T>, stamp: Stamp): void {
    if (Object.keys(set).length > 0) {
      this.#edits.set(index, { ...this.#edits.get(index), ...set })
      for (const [key, value] of Object.entries(set)) {
        const column = this.#columns.get(key as keyof T)
        if (column) column[index] = Number(value ?? 0)
      }
      if ('created_at' in set) this.#mark(index, ['created_at'])
    }
    this.stamp(index, stamp)
  }

  /** Sets `updated_at` and `updated_by`. */
  stamp(index: number, stamp: Stamp): void {
    this.#stamps[index] = stamp.updatedAt ?? stamp.at
    this.#editors[index] = stamp.by
    this.#mark(index, ['updated_at'])
  }

  /** Writes the values of one field; null clears. Plain numbers go into a column, the rest into an object. */
  setValues(index: number, fieldId: number, values: WireFieldValue[] | null, asColumn: boolean): void {
    const single = values?.length === 1 ? values[0]?.value : undefined
    const number = typeof single === 'string' ? exactNumber(single) : single
    this.#textValues.get(index)?.delete(fieldId)
    if (asColumn && (values === null || typeof number === 'number')) {
      this.values.set(fieldId, index, values === null ? null : (number as number), this.size)
      return
    }
    this.values.unset(fieldId, index)
    const texts = this.#textValues.get(index) ?? new Map<number, WireFieldValue[] | null>()
    texts.set(fieldId, values)
    this.#textValues.set(index, texts)
  }

  /** Moves a record into the trash or out of it. */
  setTrashed(index: number, trashed: boolean, stamp: Stamp): void {
    this.#states[index] = trashed ? TRASHED : LIVE
    this.#mark(index, ALL_ORDERS)
    this.stamp(index, stamp)
  }

  /** Takes a record out for good, as merging does. */
  remove(index: number): void {
    this.#states[index] = GONE
    this.#mark(index, ALL_ORDERS)
  }

  #mark(index: number, keys: readonly OrderKey[]): void {
    this.#version++
    for (const key of keys) this.#orders[key].touch(index)
  }

  #grow(size: number): void {
    if (size <= this.#states.length) return
    const capacity = size + Math.max(64, size >> 3)
    this.#states = grown(this.#states, new Uint8Array(capacity))
    this.#stamps = grown(this.#stamps, new Uint32Array(capacity))
    this.#editors = grown(this.#editors, new Int32Array(capacity))
  }

  #valuesOf(index: number, given: WireFieldValues[]): WireFieldValues[] | null {
    const texts = this.#textValues.get(index)
    if (!texts && this.values.isEmpty) return given.length > 0 ? given : null
    if (given.length === 0 && !texts) return this.#columnValues(index)
    const entries = new Map(given.map((entry) => [entry.field_id ?? 0, entry.values]))
    for (const fieldId of this.values.fieldIds) {
      const value = this.values.get(fieldId, index)
      if (value !== undefined) entries.set(fieldId, value === null ? null : [{ value }])
    }
    for (const [fieldId, values] of texts ?? []) entries.set(fieldId, values)
    const filled = [...entries].filter(([, values]) => values !== null && values.length > 0)
    return filled.length > 0 ? filled.map(([field_id, values]) => ({ field_id, values })) : null
  }

  /** Values of a record that has nothing but written numbers, the usual one in a big account. */
  #columnValues(index: number): WireFieldValues[] | null {
    const entries: WireFieldValues[] = []
    for (const fieldId of this.values.fieldIds) {
      const value = this.values.get(fieldId, index)
      if (value !== undefined && value !== null) entries.push({ field_id: fieldId, values: [{ value }] })
    }
    return entries.length > 0 ? entries : null
  }
}

/** The number of a text that reads back as the same text, else the text: «1.50» must stay «1.50». */
function exactNumber(text: string): number | string {
  const number = Number(text)
  return Number.isFinite(number) && String(number) === text ? number : text
}

function grown<A extends Uint8Array | Uint32Array | Int32Array>(old: A, larger: A): A {
  larger.set(old)
  return larger
}
