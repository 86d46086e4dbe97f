import { toDatePattern } from '../datePattern'
import { asText } from './asTyped'
import { noteLoss } from './pageValues'
import { readAt } from './readAt'

const defaultDate = 'DD.MM.YYYY'

/**
 * How the page writes a date with its time. `APP.system.format.date` is an object of patterns, `date` and `time` among them, and the page
 * reads its own inputs by these two; `format.time` is the number 12 or 24 (HOST). A text in its place is the pattern of the date.
 */
export const readDatePattern = (app: unknown): string => {
  const format = readAt(app, 'system', 'format')
  const date = readAt(format, 'date')
  const time = readAt(format, 'time')
  const datePattern = patternOf(date) ?? patternOf(readAt(date, 'date'))
  if (datePattern === undefined) noteLoss('system.format')
  const pattern = datePattern ?? defaultDate
  if (/h/i.test(pattern)) return pattern
  const isHalfDay = time === 12 || time === '12'
  return `${pattern} ${patternOf(readAt(date, 'time')) ?? patternOf(time) ?? (isHalfDay ? 'h:mmA' : 'HH:mm')}`
}

/** `undefined` for what is no pattern, or holds a token that cannot be written. */
const patternOf = (value: unknown): string | undefined => {
  const text = asText(value)
  return text === undefined ? undefined : (toDatePattern(text) ?? undefined)
}
