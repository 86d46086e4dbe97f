import type { UnixSeconds } from '../records/brands'

/** How moments are written in the account's time zone. */
export interface DateFormats {
  /** `15.10.2020 10:34` */
  readonly formatDateTime: (at: UnixSeconds) => string
  /** `15.10.2020 10:34:07` */
  readonly formatDateTimeExact: (at: UnixSeconds) => string
  /** `15.10.2020` */
  readonly formatDate: (at: UnixSeconds) => string
  /** `16:34` */
  readonly formatTime: (at: UnixSeconds) => string
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** Formats for `language` in the zone `timezone` (IANA name; one that the browser does not know is taken as UTC). */
export const createDateFormats = (language: string, timezone: string): DateFormats => {
  // Day first and the month in words: 03/04 would be read in two ways.
  const locale = language === 'en' ? 'en-GB' : language
  const month = language === 'en' ? 'short' : '2-digit'
  const day = { day: '2-digit', month, year: 'numeric' } as const
  const zone = { timeZone: isZone(timezone) ? timezone : 'UTC' }
  const formats = {
    dateTime: new Intl.DateTimeFormat(locale, { ...zone, ...day, ...clock }),
    exact: new Intl.DateTimeFormat(locale, { ...zone, ...day, ...clock, second: '2-digit' }),
    date: new Intl.DateTimeFormat(locale, { ...zone, ...day }),
    time: new Intl.DateTimeFormat(locale, { ...zone, ...clock }),
  }
  const write = (format: Intl.DateTimeFormat, at: UnixSeconds): string =>
    format.format(at * 1000).replace(', ', ' ')
  return {
    formatDateTime: (at) => write(formats.dateTime, at),
    formatDateTimeExact: (at) => write(formats.exact, at),
    formatDate: (at) => write(formats.date, at),
    formatTime: (at) => write(formats.time, at),
  }
}

const isZone = (timezone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
