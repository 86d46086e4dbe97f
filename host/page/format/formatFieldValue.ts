import type { PageDates, PageField, PageFieldValue } from '../wire'
import { translate } from '../texts/translate'
import { formatTime } from './formatTime'

/** The text of a custom field as lists show it; a field without values gives an empty text. */
export function formatFieldValue(
  field: Pick<PageField, 'type'>,
  values: readonly PageFieldValue[] | undefined,
  dates: PageDates,
): string {
  if (!values) return ''
  return values.map(({ value }) => formatOne(field.type, value, dates)).join(', ')
}

function formatOne(type: string, value: PageFieldValue['value'], dates: PageDates): string {
  if (type === 'date_time') return formatTime(Number(value), dates)
  if (type === 'date' || type === 'birthday') return formatTime(Number(value), dates, false)
  if (type === 'checkbox') return value === true || value === 'true' || value === 1 ? translate('yes') : ''
  return String(value)
}
