import type { FieldRegistry } from './fieldRegistry'
import type { WireFieldValue, WireFieldValues } from './wire'
import type { WireField } from './wireAccount'

const TIME_TYPES = new Set(['date', 'date_time', 'birthday'])

/**
 * Values as answers show them: in the order of the fields, every field named in full, deleted ones left out, null
 * where nothing is filled.
 * Numbers are texts by default, times are unix seconds.
 */
export function formatValues(
  registry: FieldRegistry,
  entries: readonly WireFieldValues[] | null,
  numericAs: 'string' | 'number' = 'string',
): WireFieldValues[] | null {
  if (!entries) return null
  const filled: { field: WireField; values: WireFieldValue[] }[] = []
  for (const { field_id: id, values } of entries) {
    const field = id === undefined ? undefined : registry.field(id)
    if (field && values) filled.push({ field, values })
  }
  if (filled.length > 1)
    filled.sort((one, other) => one.field.sort - other.field.sort || one.field.id - other.field.id)
  const shown: WireFieldValues[] = []
  for (const { field, values } of filled) {
    const entry: WireFieldValues = {
      field_id: field.id,
      field_name: field.name,
      field_code: field.code,
      field_type: field.type,
      values: values.map((value) => formatValue(value, field.type, numericAs)),
    }
    if (registry.entity === 'leads') entry.is_computed = field.is_computed ?? false
    shown.push(entry)
  }
  return shown.length > 0 ? shown : null
}

function formatValue(value: WireFieldValue, type: string, numericAs: 'string' | 'number'): WireFieldValue {
  if (TIME_TYPES.has(type)) return { value: timeOf(value.value) }
  if (type === 'monetary' || type === 'price') return { value: String(value.value) }
  if (type !== 'numeric') return value
  return { value: numericAs === 'number' ? Number(value.value) : String(value.value) }
}

function timeOf(value: unknown): number {
  const seconds = Number(value)
  return Number.isFinite(seconds) ? seconds : Math.floor(Date.parse(String(value)) / 1000)
}
