import type { PageField, PageFieldValue } from '../wire'
import { translate } from '../texts/translate'
import { formatTime } from './formatTime'

/** The text of a custom field as lists show it; a field without values gives an empty text. */
export function formatFieldValue(
  field: Pick<PageField, 'type'>,
  values: readonly PageFieldValue[] | undefined,
  zone: string,
): string {
  if (!values) return ''
  return values.map(({ value }) => formatOne(field.type, value, zone)).join(', ')
}

function formatOne(type: string, value: PageFieldValue['value'], zone: string): string {
  if (type === 'date_time') return formatTime(Number(value), zone)
  if (type === 'date' || type === 'birthday') return formatTime(Number(value), zone, false)
  if (type === 'checkbox') return value === true || value === 'true' || value === 1 ? translate('yes') : ''
  return String(value)
}
