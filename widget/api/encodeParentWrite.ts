import { type FieldKey, figureKeys, moneyKeys } from '../records/fieldKeys'
import type { FieldIds, ParentWrite } from '../records/parentWrite'
import { toMajorText } from '../records/toMajorText'

export interface FieldValueWire {
  readonly field_id: number
  readonly values: readonly [{ readonly value: string | number }] | null
}

/** One element of `PATCH /api/v4/{contacts|companies}`. */
export interface ParentWriteWire {
  readonly id: number
  readonly custom_fields_values: readonly FieldValueWire[]
}

/** Digits that survive the CRM's numeric fields (API 6.4). */
const mostDigits = 15

/**
 * A card's write as the CRM takes it: our fields alone, numbers as text in major units with at most two decimals, the time in whole
 * seconds, `values: null` to clear. Throws `RangeError` naming the figure that is not a number or has more than 15 digits, or that has no field.
 */
export function encodeParentWrite(write: ParentWrite, fields: FieldIds): ParentWriteWire {
  const values: FieldValueWire[] = []
  for (const key of figureKeys) {
    const figure = write.figures[key]
    if (figure !== undefined) {
      const field_id = fieldIdOf(fields, key)
      values.push({ field_id, values: figure === null ? null : [{ value: encodeFigure(figure, key) }] })
    }
  }
  values.push({ field_id: fieldIdOf(fields, 'actualAt'), values: [{ value: write.actualAt }] })
  return { id: write.id, custom_fields_values: values }
}

function fieldIdOf(fields: FieldIds, key: FieldKey): number {
  const id = fields[key]
  if (id === undefined) {
    throw new RangeError(`no field for ${key}`)
  }
  return id
}

function encodeFigure(figure: number, key: FieldKey): string {
  if (!Number.isSafeInteger(figure)) {
    throw new RangeError(`${key} is not a whole number`)
  }
  const text = (moneyKeys as readonly string[]).includes(key) ? toMajorText(figure) : String(figure)
  if (text.replace(/\D/g, '').length > mostDigits) {
    throw new RangeError(`${key} has more than ${mostDigits} digits`)
  }
  return text
}
