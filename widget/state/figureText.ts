import { isUnreadable } from '../records/unreadable'
import type { Texts } from '../texts/createTexts'

/** A figure as it stands in a field: in the given form, or the word for one that is no number. */
export const figureText = (texts: Texts, value: number, format: (known: number) => string): string =>
  isUnreadable(value) ? texts.text('common.unreadable') : format(value)
