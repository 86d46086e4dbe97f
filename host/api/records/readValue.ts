import type { WireFieldValue } from '../../account/wire'
import type { WireEnum, WireField } from '../../account/wireAccount'
import type { ValidationIssue } from '../problem'
import { notSupported, wrongType } from './valueIssues'

const TEXT_TYPES = new Set(['text', 'textarea', 'url', 'streetaddress', 'tracking_data'])
const NUMBER_TYPES = new Set(['numeric', 'monetary', 'price'])
const TIME_TYPES = new Set(['date', 'date_time', 'birthday'])
const CHOICE_TYPES = new Set(['select', 'multiselect', 'radiobutton', 'category'])
/** Types whose value is an object of named parts. */
const OBJECT_TYPES = new Set(['legal_entity', 'items', 'linked_entity', 'payer', 'supplier', 'file'])
const ENUM_KEYS = ['enum_id', 'enum_code', 'enum'] as const
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/

/** Parts of an address by the ids and codes that stand for them (custom-fields «smart_address»). */
const ADDRESS_PARTS: readonly WireEnum[] = [
  'address_line_1',
  'address_line_2',
  'city',
  'state',
  'zip',
  'country',
].map((code, place) => ({ id: place + 1, value: code, sort: place, code }))

type Entry = Record<string, unknown>

/**
 * One value of a write, null when it is blank or does not fit; what does not fit is added to `issues`. A key that is
 * null reads as one that is absent: clients send `{"value": "…", "enum_id": null}`. A value that is given wins over
 * `enum_id` and `enum_code`.
 */
export function readValue(
  field: WireField,
  given: unknown,
  path: string,
  issues: ValidationIssue[],
): WireFieldValue | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    issues.push(wrongType(path, 'array'))
    return null
  }
  const entry: Entry = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
  const unexpected = Object.keys(entry).find((key) => !keysOf(field.type).includes(key))
  if (unexpected !== undefined) {
    const detail = 'This field was not expected.'
    issues.push({ code: 'FieldNotExpected', path: `${path}.${unexpected}`, detail })
    return null
  }
  if (CHOICE_TYPES.has(field.type)) return readChoice(field, entry, path, issues)
  if (field.type === 'chained_list') return readChained(entry, path, issues)
  if (entry['value'] === undefined || entry['value'] === '') return null
  if (field.type === 'multitext' || field.type === 'smart_address')
    return readPart(field, entry, path, issues)
  return readPlain(field.type, entry['value'], `${path}.value`, issues)
}

function keysOf(type: string): readonly string[] {
  if (type === 'chained_list') return ['catalog_id', 'catalog_element_id']
  const hasKinds = CHOICE_TYPES.has(type) || type === 'multitext' || type === 'smart_address'
  return hasKinds ? ['value', ...ENUM_KEYS] : ['value']
}

function readPlain(
  type: string,
  value: unknown,
  path: string,
  issues: ValidationIssue[],
): WireFieldValue | null {
  const wrong = (wanted: string): null => {
    issues.push(wrongType(path, wanted))
    return null
  }
  if (NUMBER_TYPES.has(type)) return isNumeric(value) ? { value } : wrong('numeric')
  if (TIME_TYPES.has(type)) {
    const seconds = secondsOf(value)
    return seconds === null ? wrong('int') : { value: seconds }
  }
  if (type === 'checkbox') return typeof value === 'boolean' ? { value } : wrong('bool')
  if (OBJECT_TYPES.has(type))
    return typeof value === 'object' && !Array.isArray(value) ? { value } : wrong('array')
  if (TEXT_TYPES.has(type)) return typeof value === 'string' ? { value } : wrong('string')
  return { value }
}

function readChoice(
  field: WireField,
  entry: Entry,
  path: string,
  issues: ValidationIssue[],
): WireFieldValue | null {
  const key = ['value', ...ENUM_KEYS].find((one) => entry[one] !== undefined && entry[one] !== '')
  if (key === undefined) return null
  const wanted = entry[key]
  const found = choicesOf(field).find((choice) =>
    key === 'value' ? choice.value === wanted : isMeant(choice, key, wanted),
  )
  if (!found) {
    issues.push(notSupported(`${path}.${key}`))
    return null
  }
  return { value: found.value, enum_id: found.id, enum_code: found.code ?? null }
}

/** A value of a kind: a phone of work, the city of an address. An address says which part it is, a phone need not. */
function readPart(
  field: WireField,
  entry: Entry,
  path: string,
  issues: ValidationIssue[],
): WireFieldValue | null {
  const isAddress = field.type === 'smart_address'
  const { value } = entry
  if (typeof value !== 'string') {
    issues.push(wrongType(`${path}.value`, 'string'))
    return null
  }
  const kinds = isAddress ? ADDRESS_PARTS : (field.enums ?? [])
  const key = ENUM_KEYS.find((one) => entry[one] !== undefined)
  const standing = isAddress ? undefined : (kinds.find((kind) => kind.code === 'WORK') ?? kinds[0])
  const found = key === undefined ? standing : kinds.find((kind) => isMeant(kind, key, entry[key]))
  if (!found && (key !== undefined || isAddress)) {
    issues.push(notSupported(`${path}.${key ?? 'enum_id'}`))
    return null
  }
  return { value, enum_id: found?.id ?? null, enum_code: found?.code ?? null }
}

function readChained(entry: Entry, path: string, issues: ValidationIssue[]): WireFieldValue | null {
  const { catalog_id: catalog, catalog_element_id: element } = entry
  if (catalog === undefined && element === undefined) return null
  const wrong = Number.isInteger(catalog)
    ? Number.isInteger(element)
      ? null
      : 'catalog_element_id'
    : 'catalog_id'
  if (wrong === null) return { catalog_id: catalog as number, catalog_element_id: element as number }
  issues.push(wrongType(`${path}.${wrong}`, 'int'))
  return null
}

/** `enum` is an old name under which clients send the code or the id. */
function isMeant(choice: WireEnum, key: string, wanted: unknown): boolean {
  return (key !== 'enum_code' && choice.id === wanted) || (key !== 'enum_id' && choice.code === wanted)
}

/** Choices of a list, or the tree of a catalog's groups. */
function choicesOf(field: WireField): readonly WireEnum[] {
  return field.type === 'category' ? (field.nested ?? []) : (field.enums ?? [])
}

function isNumeric(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(value.trim())
}

function secondsOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? value : null
  if (typeof value !== 'string' || !RFC_3339.test(value)) return null
  return Math.floor(Date.parse(value) / 1000)
}
