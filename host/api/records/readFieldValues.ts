import type { FieldRegistry } from '../../account/fieldRegistry'
import type { WireFieldValue } from '../../account/wire'
import type { WireField } from '../../account/wireAccount'
import type { ValidationIssue } from '../problem'

/** Checked values of fields by id (null clears), and what does not fit. */
export interface ReadFieldValues {
  values: Map<number, WireFieldValue[] | null>
  issues: ValidationIssue[]
}

const NO_FIELD = '36b4f074-7403-11ea-af30-00163e2085ae'
const TEXT_TYPES = new Set(['text', 'textarea', 'url', 'streetaddress', 'monetary', 'tracking_data', 'price'])
const TIME_TYPES = new Set(['date', 'date_time', 'birthday'])
const CHOICE_TYPES = new Set(['select', 'multiselect', 'radiobutton', 'category'])
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/

/** Reads `custom_fields_values` of a write. `emptyArrayClears` says whether `values: []` clears or is passed over. */
export function readFieldValues(
  registry: FieldRegistry,
  given: unknown,
  emptyArrayClears: boolean,
): ReadFieldValues {
  const result: ReadFieldValues = { values: new Map(), issues: [] }
  if (given === null || given === undefined) return result
  if (!Array.isArray(given)) {
    result.issues.push(wrongType('custom_fields_values', 'array'))
    return result
  }
  for (const [place, entry] of given.entries())
    readEntry(registry, entry, `custom_fields_values.${place}`, emptyArrayClears, result)
  return result
}

function readEntry(
  registry: FieldRegistry,
  entry: unknown,
  path: string,
  emptyArrayClears: boolean,
  result: ReadFieldValues,
): void {
  if (typeof entry !== 'object' || entry === null) {
    result.issues.push(wrongType(path, 'array'))
    return
  }
  const { field_id: id, field_code: code, values } = entry as Record<string, unknown>
  if (id === undefined && (code === undefined || code === null)) {
    result.issues.push({ code: NO_FIELD, path, detail: 'You should use field_id or field_code' })
    return
  }
  if (id !== undefined && !Number.isInteger(id)) {
    result.issues.push(wrongType(`${path}.field_id`, 'int'))
    return
  }
  const field = id === undefined ? registry.fieldByCode(String(code)) : registry.field(id as number)
  if (!field) {
    result.issues.push(notSupported(`${path}.${id === undefined ? 'field_code' : 'field_id'}`))
    return
  }
  if (values === null) result.values.set(field.id, null)
  else if (!Array.isArray(values)) result.issues.push(wrongType(`${path}.values`, 'array'))
  else if (values.length === 0) {
    if (emptyArrayClears) result.values.set(field.id, null)
  } else {
    const read = values.map((value: unknown, place) =>
      readValue(field, value, `${path}.values.${place}`, result.issues),
    )
    const kept = read.filter((value) => value !== null)
    result.values.set(field.id, kept.length > 0 ? kept : null)
  }
}

/** One value, null when it is blank or does not fit. */
function readValue(
  field: WireField,
  given: unknown,
  path: string,
  issues: ValidationIssue[],
): WireFieldValue | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    issues.push(wrongType(path, 'array'))
    return null
  }
  const entry = given as Record<string, unknown>
  const withEnum = CHOICE_TYPES.has(field.type) || field.type === 'multitext'
  const unexpected = Object.keys(entry).find(
    (key) => key !== 'value' && !(withEnum && (key === 'enum_id' || key === 'enum_code' || key === 'enum')),
  )
  if (unexpected !== undefined) {
    const detail = 'This field was not expected.'
    issues.push({ code: 'FieldNotExpected', path: `${path}.${unexpected}`, detail })
    return null
  }
  if (CHOICE_TYPES.has(field.type)) return readChoice(field, entry, path, issues)
  const { value } = entry
  if (value === null || value === undefined || value === '') return null
  const wrong = (type: string): null => {
    issues.push(wrongType(`${path}.value`, type))
    return null
  }
  if (field.type === 'numeric') return isNumeric(value) ? { value } : wrong('numeric')
  if (TIME_TYPES.has(field.type)) {
    const seconds = secondsOf(value)
    return seconds === null ? wrong('int') : { value: seconds }
  }
  if (field.type === 'checkbox') return typeof value === 'boolean' ? { value } : wrong('bool')
  if (field.type === 'multitext') return readMultitext(field, entry, path, issues)
  if (TEXT_TYPES.has(field.type)) return typeof value === 'string' ? { value } : wrong('string')
  return { value }
}

function readChoice(
  field: WireField,
  entry: Record<string, unknown>,
  path: string,
  issues: ValidationIssue[],
): WireFieldValue | null {
  const key = ['enum_id', 'enum_code', 'value'].find((one) => entry[one] !== undefined) ?? 'value'
  const wanted = entry[key]
  const found = (field.enums ?? []).find((choice) =>
    key === 'enum_id'
      ? choice.id === wanted
      : key === 'enum_code'
        ? choice.code === wanted
        : choice.value === wanted,
  )
  if (!found) {
    issues.push(notSupported(`${path}.${key}`))
    return null
  }
  return { value: found.value, enum_id: found.id, enum_code: found.code ?? null }
}

function readMultitext(
  field: WireField,
  entry: Record<string, unknown>,
  path: string,
  issues: ValidationIssue[],
): WireFieldValue | null {
  if (typeof entry['value'] !== 'string') {
    issues.push(wrongType(`${path}.value`, 'string'))
    return null
  }
  const enums = field.enums ?? []
  const code = entry['enum_code'] ?? entry['enum']
  const isNamed = code !== undefined || entry['enum_id'] !== undefined
  const found = isNamed
    ? enums.find((kind) => kind.code === code || kind.id === entry['enum_id'])
    : (enums.find((kind) => kind.code === 'WORK') ?? enums[0])
  if (isNamed && !found) {
    issues.push(notSupported(`${path}.${code === undefined ? 'enum_id' : 'enum_code'}`))
    return null
  }
  return { value: entry['value'], enum_id: found?.id ?? null, enum_code: found?.code ?? null }
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

function wrongType(path: string, type: string): ValidationIssue {
  return { code: 'InvalidType', path, detail: `This value should be of type ${type}.` }
}

function notSupported(path: string): ValidationIssue {
  return { code: 'NotSupportedChoice', path, detail: 'The value you selected is not a valid choice.' }
}
