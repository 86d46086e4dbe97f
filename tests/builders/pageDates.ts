import { fillDatetimeSettings, TIME_FORMATS } from '../../host/account/datetimeSettings'
import { type PageDates, pageDates } from '../../host/api/ajax/pageDates'

/** An account's settings of dates: order of day and month (PHP's letters), clock, zone. */
export const datetimeSettings = (
  dateFormat = 'd.m.Y',
  hours: 24 | 12 = 24,
  timezone = 'Europe/Moscow',
): ReturnType<typeof fillDatetimeSettings> =>
  fillDatetimeSettings({
    short_date_pattern: dateFormat,
    short_time_pattern: TIME_FORMATS[hours],
    timezone,
  })

/** The same as the page is told of it. */
export const pageDatesOf = (...given: Parameters<typeof datetimeSettings>): PageDates =>
  pageDates(datetimeSettings(...given))
