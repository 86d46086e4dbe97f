import type { WireFieldValue } from '../../account/wire'
import type { WireField } from '../../account/wireAccount'
import type { ValidationIssue } from '../problem'
import { readValue } from './readValue'
import { notSupported, wrongType } from './valueIssues'

/** Checked values of fields by id (null clears), and what does not fit. */
export interface ReadFieldValues {
  values: Map<number, WireFieldValue[] | null>
  issues: ValidationIssue[]
}

/** Where fields are looked up: a registry of an entity or of a catalog. */
export interface FieldLookup {
  field: (id: number) => WireField | undefined
  fieldByCode: (code: string) => WireField | undefined
}

const NO_FIELD = '36b4f074-7403-11ea-af30-00163e2085ae'

/**
 * Reads `custom_fields_values` of a write. `emptyArrayClears` says whether `values: []` clears or is passed over. A
 * field is named by `field_id` or `field_code`; the other may be null.
 */
export function readFieldValues(
  registry: FieldLookup,
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
  registry: FieldLookup,
  entry: unknown,
  path: string,
  emptyArrayClears: boolean,
  result: ReadFieldValues,
): void {
  if (typeof entry !== 'object' || entry === null) {
    result.issues.push(wrongType(path, 'array'))
    return
  }
  const { field_id, field_code, values } = entry as Record<string, unknown>
  const id = field_id ?? undefined
  const code = field_code ?? undefined
  if (id === undefined && code === undefined) {
    result.issues.push({ code: NO_FIELD, path, detail: 'You should use field_id or field_code' })
    return
  }
  const named = id === undefined ? 'field_code' : 'field_id'
  if (id === undefined ? typeof code !== 'string' : !Number.isInteger(id)) {
    result.issues.push(wrongType(`${path}.${named}`, id === undefined ? 'string' : 'int'))
    return
  }
  const field = id === undefined ? registry.fieldByCode(code as string) : registry.field(id as number)
  if (!field) {
    result.issues.push(notSupported(`${path}.${named}`))
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
