import type { WireAccount } from './wireAccount'

/** How an account writes dates and times, and in which zone (`datetime_settings`, PHP's letters). */
export type DatetimeSettings = WireAccount['datetime_settings']

/** The orders of day, month and year that a tester may choose. */
export const DATE_FORMATS = ['d.m.Y', 'd/m/Y', 'm/d/Y', 'Y-m-d'] as const

/** The clock of 24 and of 12 hours. */
export const TIME_FORMATS = { 24: 'H:i', 12: 'g:iA' } as const

/** Completes an account's settings of dates: what is not given follows from the short patterns and the zone. */
export function fillDatetimeSettings(given: Partial<DatetimeSettings> = {}): DatetimeSettings {
  const date = given.short_date_pattern ?? given.date_format ?? DATE_FORMATS[0]
  const time = given.short_time_pattern ?? TIME_FORMATS[24]
  const timezone = given.timezone ?? 'Europe/Moscow'
  return {
    date_pattern: `${date} ${time}`,
    short_date_pattern: date,
    short_time_pattern: time,
    date_format: date,
    time_format: time.replace('i', 'i:s'),
    timezone,
    timezone_offset: offsetOf(timezone),
    ...given,
  }
}

/** Whether this is a zone of the time zone database. */
export function isTimezone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return false
  }
}

/** `+03:00`: a zone's distance from UTC now. */
function offsetOf(timezone: string): string {
  if (!isTimezone(timezone)) return '+00:00'
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' })
  const name = parts.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return name.replace('GMT', '') || '+00:00'
}
