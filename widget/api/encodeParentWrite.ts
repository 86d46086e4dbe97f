import { fieldText, mostDigits } from '../records/fieldText'
import { type FieldKey, figureKeys, moneyKeys } from '../records/fieldKeys'
import type { FieldIds, ParentWrite } from '../records/parentWrite'

export interface FieldValueWire {
  readonly field_id: number
  readonly values: readonly [{ readonly value: string | number }] | null
}

/** One element of `PATCH /api/v4/{contacts|companies}`. */
export interface ParentWriteWire {
  readonly id: number
  readonly custom_fields_values: readonly FieldValueWire[]
}

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
  if (Number.isFinite(figure) && !Number.isInteger(figure)) {
    throw new RangeError(`${key} is not a whole number`)
  }
  const text = fieldText(figure, (moneyKeys as readonly string[]).includes(key))
  if (text === null) {
    throw new RangeError(`${key} has more than ${mostDigits} digits`)
  }
  return text
}
