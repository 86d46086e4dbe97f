import type { FieldKey } from '../records/fieldKeys'
import { fieldKeys, moneyKeys } from '../records/fieldKeys'
import type { StoredFigures } from '../records/figures'
import { movePoint } from '../records/movePoint'
import type { FieldIds } from '../records/parentWrite'
import { toMinor } from '../records/toMinor'
import { unreadable } from '../records/unreadable'
import { numberIn, readArray, type WireObject } from './readWire'

/** Gives what our fields hold among a card's `custom_fields_values` (null or absent = the card has no filled field). Throws `Malformed`. */
export type StoredDecoder = (values: unknown) => StoredFigures

interface Field {
  readonly key: FieldKey
  readonly decode: (value: unknown) => number | null
}

/**
 * A decoder for the fields of one entity; values are found by field id. One of our own that cannot be read is `unreadable`; nothing of other
 * people's fields is looked at.
 */
export function createStoredDecoder(fields: FieldIds): StoredDecoder {
  const byId = new Map<unknown, Field>()
  for (const key of fieldKeys) {
    const id = fields[key]
    if (id !== undefined) {
      byId.set(id, { key, decode: decoderOf(key) })
    }
  }
  return (values) => {
    const stored: { [Key in FieldKey]: number | null } = {
      boughtCount: null,
      boughtSum: null,
      averageCheck: null,
      inWorkCount: null,
      inWorkSum: null,
      refusedCount: null,
      refusedSum: null,
      actualAt: null,
    }
    const elements = listIn(values)
    for (let row = 0; row < elements.length; row += 1) {
      const element = elements[row] as WireObject | null
      const id = element?.['field_id']
      const field = byId.get(typeof id === 'string' ? numberIn(id) : id)
      if (field !== undefined) {
        const value = decodeOnly(element?.['values'], field)
        stored[field.key] = stored[field.key] === null ? value : unreadable
      }
    }
    return stored
  }
}

/** PHP writes a list with gaps as an object. */
function listIn(values: unknown): readonly unknown[] {
  if (values === null || values === undefined) {
    return []
  }
  const isKeyed = typeof values === 'object' && !Array.isArray(values)
  return readArray(isKeyed ? Object.values(values) : values, 'custom_fields_values')
}

/** The one value of a field; more of them say nothing. */
function decodeOnly(values: unknown, field: Field): number | null {
  if (values === null || (Array.isArray(values) && values.length === 0)) {
    return null
  }
  const only: unknown = Array.isArray(values) && values.length === 1 ? values[0] : undefined
  if (typeof only !== 'object' || only === null) {
    return unreadable
  }
  const number = field.decode((only as WireObject)['value'])
  return number !== null && Number.isNaN(number) ? unreadable : number
}

function decoderOf(key: FieldKey): (value: unknown) => number | null {
  if (key === 'actualAt') {
    return decodeTime
  }
  return (moneyKeys as readonly string[]).includes(key) ? decodeStoredMoney : decodeNumeric
}

/** Text as documented or a number as seen (API 6.4); empty = null, unreadable = NaN. */
function decodeNumeric(value: unknown): number | null {
  if (value === null || value === '') {
    return null
  }
  const number = typeof value === 'number' ? value : numberIn(value)
  return Number.isFinite(number) ? number : Number.NaN
}

/** Minor units; more than two decimals stay, so that such a value differs from any figure of ours. */
function decodeStoredMoney(value: unknown): number | null {
  const major = decodeNumeric(value)
  if (major === null) {
    return null
  }
  const minor = toMinor(major)
  return minor / 100 === major ? minor : movePoint(major, 2)
}

/** Unix seconds, or an RFC 3339 text. */
function decodeTime(value: unknown): number | null {
  const number = decodeNumeric(value)
  if (!Number.isNaN(number) || typeof value !== 'string') {
    return number
  }
  return Math.floor(Date.parse(value) / 1000)
}
