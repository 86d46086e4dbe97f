import type { UnixSeconds } from '../records/brands'
import { lazily } from '../records/lazily'

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
  const zone = lazily(() => ({ timeZone: isZone(timezone) ? timezone : 'UTC' }))
  // Each costs the page a millisecond, and most screens write a moment in one way or in none.
  const writer = (options: Intl.DateTimeFormatOptions): ((at: UnixSeconds) => string) => {
    const format = lazily(() => new Intl.DateTimeFormat(locale, { ...zone(), ...options }))
    return (at) =>
      format()
        .format(at * 1000)
        .replace(', ', ' ')
  }
  return {
    formatDateTime: writer({ ...day, ...clock }),
    formatDateTimeExact: writer({ ...day, ...clock, second: '2-digit' }),
    formatDate: writer(day),
    formatTime: writer(clock),
  }
}

const isZone = (timezone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
