import type { WireAccountFile, WireCard, WireField } from './accountWire'
import { bruteForceFigures, type PlainFigureKey } from './bruteForceFigures'
import { isSameDecimal } from './exactDecimals'
import { fillSettings, type PartialSettings, type PlainEntity, type PlainSettings } from './plainSettings'

export type PlainFieldKey = PlainFigureKey | 'actualAt'

/** One stored value that is not what it must be. `id` is null where the field itself is missing from the account. */
export interface FieldDifference {
  readonly entity: PlainEntity
  readonly id: number | null
  readonly name: string
  readonly key: PlainFieldKey
  /** The wire text, "absent", or what else is wanted in words. */
  readonly expected: string
  readonly stored: string
}

interface FieldMark {
  readonly key: PlainFieldKey
  readonly code: string
  readonly name: RegExp
}

const fieldMarks: readonly FieldMark[] = [
  { key: 'boughtCount', code: 'SALES_ANALYTICS_BOUGHT_COUNT', name: /^\*Продажи, шт\.$/ },
  { key: 'boughtSum', code: 'SALES_ANALYTICS_BOUGHT_SUM', name: /^\*Продажи, (?!шт\.)/ },
  { key: 'averageCheck', code: 'SALES_ANALYTICS_AVERAGE_CHECK', name: /^\*Ср\. чек/ },
  { key: 'inWorkCount', code: 'SALES_ANALYTICS_IN_WORK_COUNT', name: /^\*В работе, шт\.$/ },
  { key: 'inWorkSum', code: 'SALES_ANALYTICS_IN_WORK_SUM', name: /^\*В работе, (?!шт\.)/ },
  { key: 'refusedCount', code: 'SALES_ANALYTICS_REFUSED_COUNT', name: /^\*Отказы, шт\.$/ },
  { key: 'refusedSum', code: 'SALES_ANALYTICS_REFUSED_SUM', name: /^\*Отказы, (?!шт\.)/ },
  { key: 'actualAt', code: 'SALES_ANALYTICS_ACTUAL_AT', name: /^\*Актуально на$/ },
]

/**
 * Compares the values stored in an account file with the brute force, as they must stand after a full recalculation
 * with these settings. Cards in the trash, unsorted contacts and cards whose figures are too long are not judged.
 * @returns every difference, contacts first, by ascending id; empty when all is right
 */
export function diffAccountFields(file: WireAccountFile, partial: PartialSettings = {}): FieldDifference[] {
  const settings = fillSettings(partial)
  const figures = bruteForceFigures(file, partial)
  const differences: FieldDifference[] = []
  for (const entity of ['contacts', 'companies'] as const) {
    if (!settings.entities.includes(entity)) continue
    const fields = findPlainFields(file, settings, entity)
    for (const { key } of fieldMarks) {
      if (fields.has(key)) continue
      differences.push({ entity, id: null, name: '', key, expected: 'a field', stored: 'no such field' })
    }
    for (const card of sortById(file[entity] ?? [])) {
      const expected = figures[entity].get(card.id)
      if (expected === undefined || expected.isTooLong || card.is_unsorted === true) continue
      for (const [key, field] of fields) {
        const stored = storedText(card, field)
        const wanted = key === 'actualAt' ? wantedStamp(expected.wire.boughtCount) : expected.wire[key]
        if (isAsWanted(wanted, stored)) continue
        differences.push({ entity, id: card.id, name: card.name ?? '', key, expected: wanted, stored })
      }
    }
  }
  return differences
}

/** The widget's fields of one entity, found by the id in the settings, then by code, then by name. */
function findPlainFields(
  file: WireAccountFile,
  settings: PlainSettings,
  entity: PlainEntity,
): ReadonlyMap<PlainFieldKey, WireField> {
  const all = file.custom_fields?.[entity] ?? []
  const found = new Map<PlainFieldKey, WireField>()
  for (const { key, code, name } of fieldMarks) {
    const wantedType = key === 'actualAt' ? 'date_time' : 'numeric'
    const candidates = all.filter((field) => field.type === wantedType)
    const field =
      candidates.find(({ id }) => id === settings.fields[entity][key]) ??
      candidates.find((each) => each.code?.toUpperCase() === code) ??
      candidates.find((each) => name.test(each.name ?? ''))
    if (field !== undefined) found.set(key, field)
  }
  return found
}

/** A card with figures carries the time of its data. What a cleared card carries is left open by the rules. */
function wantedStamp(boughtCount: string): string {
  return boughtCount === 'absent' ? 'anything' : 'a time'
}

function isAsWanted(wanted: string, stored: string): boolean {
  if (wanted === 'anything') return true
  if (wanted === 'a time') return /^[1-9]\d{8,10}$/.test(stored)
  if (wanted === 'absent' || stored === 'absent') return wanted === stored
  return isDecimal(stored) && isSameDecimal(wanted, stored)
}

function isDecimal(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
}

function storedText(card: WireCard, field: WireField): string {
  const entry = card.custom_fields_values?.find(
    (each) => each.field_id === field.id || (each.field_id === undefined && each.field_code === field.code),
  )
  const value = entry?.values?.[0]?.value
  if (value === undefined || value === null || value === '') return 'absent'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function sortById(cards: readonly WireCard[]): readonly WireCard[] {
  return [...cards].sort((left, right) => left.id - right.id)
}
