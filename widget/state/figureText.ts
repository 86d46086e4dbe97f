import { isUnreadable } from '../records/unreadable'
import type { Texts } from '../texts/createTexts'

/** A figure as it stands in a field, or would: in the given form, or words for what is no number and for what no field can hold. */
export const figureText = (texts: Texts, value: number, format: (known: number) => string): string => {
  if (isUnreadable(value)) return texts.text('common.unreadable')
  return Number.isFinite(value) ? format(value) : texts.text('common.tooLong')
}
