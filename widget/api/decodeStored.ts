import type { FieldKey } from '../records/fieldKeys'
import { fieldKeys, moneyKeys } from '../records/fieldKeys'
import type { StoredFigures } from '../records/figures'
import type { FieldIds } from '../records/parentWrite'
import { Malformed } from './malformed'
import { readArray, readObject } from './readWire'

/** Gives what our fields hold among a card's `custom_fields_values` (null = the card has no filled field). Throws `Malformed`. */
export type StoredDecoder = (values: unknown) => StoredFigures

interface Field {
  readonly key: FieldKey
  readonly decode: (value: unknown) => number | null
}

/** A decoder for the fields of one entity; values are found by field id. */
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
    if (values === null) {
      return stored
    }
    const elements = readArray(values, 'custom_fields_values')
    for (let row = 0; row < elements.length; row += 1) {
      const element = readObject(elements[row], `custom_fields_values.${row}`)
      const field = byId.get(element['field_id'])
      if (field !== undefined) {
        stored[field.key] = decodeFirst(element['values'], field, row)
      }
    }
    return stored
  }
}

function decodeFirst(values: unknown, field: Field, row: number): number | null {
  const place = `custom_fields_values.${row}.values`
  if (values === null) {
    return null
  }
  const list = readArray(values, place)
  if (list.length === 0) {
    return null
  }
  const number = field.decode(readObject(list[0], `${place}.0`)['value'])
  if (Number.isNaN(number)) {
    throw new Malformed(`${place}.0.value`)
  }
  return number
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
  if (typeof value === 'number') {
    return value
  }
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? number : Number.NaN
}

/** Minor units; more than two decimals stay, so that such a value differs from any figure of ours. */
function decodeStoredMoney(value: unknown): number | null {
  const major = decodeNumeric(value)
  if (major === null) {
    return null
  }
  const minor = Math.round(major * 100)
  return minor / 100 === major ? minor : major * 100
}

/** Unix seconds, or an RFC 3339 text. */
function decodeTime(value: unknown): number | null {
  const number = decodeNumeric(value)
  if (!Number.isNaN(number) || typeof value !== 'string') {
    return number
  }
  return Math.floor(Date.parse(value) / 1000)
}
