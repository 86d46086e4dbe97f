import type { DatetimeSettings } from '../../account/datetimeSettings'

/** How the page writes times: moment's patterns, the clock and the zone. */
export interface PageDates {
  date: string
  time: string
  /** The clock: of 24 or of 12 hours. */
  hours: 24 | 12
  zone: string
}

const letters: Readonly<Record<string, string>> = {
  d: 'DD',
  j: 'D',
  m: 'MM',
  n: 'M',
  Y: 'YYYY',
  y: 'YY',
  H: 'HH',
  G: 'H',
  h: 'hh',
  g: 'h',
  i: 'mm',
  s: 'ss',
  A: 'A',
  a: 'a',
}

/** Turns an account's patterns (PHP's letters) into those of the page. */
export function pageDates(settings: DatetimeSettings): PageDates {
  const { short_date_pattern: date, short_time_pattern: time, timezone: zone } = settings
  return { date: toMoment(date), time: toMoment(time), hours: /[gh]/.test(time) ? 12 : 24, zone }
}

function toMoment(pattern: string): string {
  return pattern.replace(/[A-Za-z]/g, (letter) => letters[letter] ?? letter)
}
