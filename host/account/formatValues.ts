import type { FieldRegistry } from './fieldRegistry'
import type { WireFieldValue, WireFieldValues } from './wire'

const TIME_TYPES = new Set(['date', 'date_time', 'birthday'])

/**
 * Values as answers show them: every field named in full, deleted fields left out, null where nothing is filled.
 * Numbers are texts by default, times are unix seconds.
 */
export function formatValues(
  registry: FieldRegistry,
  entries: readonly WireFieldValues[] | null,
  numericAs: 'string' | 'number' = 'string',
): WireFieldValues[] | null {
  if (!entries) return null
  const shown: WireFieldValues[] = []
  for (const entry of entries) {
    const field = entry.field_id === undefined ? undefined : registry.field(entry.field_id)
    if (!field || !entry.values) continue
    shown.push({
      field_id: field.id,
      field_name: field.name,
      field_code: field.code,
      field_type: field.type,
      ...(registry.entity === 'leads' ? { is_computed: field.is_computed ?? false } : {}),
      values: entry.values.map((value) => formatValue(value, field.type, numericAs)),
    })
  }
  return shown.length > 0 ? shown : null
}

function formatValue(value: WireFieldValue, type: string, numericAs: 'string' | 'number'): WireFieldValue {
  if (TIME_TYPES.has(type)) return { ...value, value: timeOf(value.value) }
  if (type !== 'numeric') return value
  return { ...value, value: numericAs === 'number' ? Number(value.value) : String(value.value) }
}

function timeOf(value: unknown): number {
  const seconds = Number(value)
  return Number.isFinite(seconds) ? seconds : Math.floor(Date.parse(String(value)) / 1000)
}
