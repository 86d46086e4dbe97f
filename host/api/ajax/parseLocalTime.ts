import type { DatetimeSettings } from '../../account/datetimeSettings'

/** The part of an account's settings that says how people type times. */
export type LocalTimeStyle = Pick<DatetimeSettings, 'short_date_pattern' | 'short_time_pattern' | 'timezone'>

const formatters = new Map<string, Intl.DateTimeFormat>()
const readers = new Map<string, RegExp>()

const pieces: Readonly<Record<string, string>> = {
  d: '(?<d>\\d{1,2})',
  j: '(?<d>\\d{1,2})',
  m: '(?<m>\\d{1,2})',
  n: '(?<m>\\d{1,2})',
  Y: '(?<y>\\d{4})',
  H: '(?<h>\\d{1,2})',
  G: '(?<h>\\d{1,2})',
  h: '(?<h>\\d{1,2})',
  g: '(?<h>\\d{1,2})',
  i: '(?<i>\\d{2})',
  A: '\\s*(?<a>[AaPp][Mm])',
  a: '\\s*(?<a>[AaPp][Mm])',
}

/** What a date alone reads as in every account, since addresses carry it so. */
const isoDate = /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:T(?<h>\d{2}):(?<i>\d{2}))?$/

/**
 * Reads a time as people type it by the account's patterns, `15.10.2020 10:34` or `10/15/2020 7:34AM`, with or without
 * the time of day, or as `2020-10-15`, in the account's zone.
 * @returns unix seconds, or null for what is no time.
 */
export function parseLocalTime(text: string, style: LocalTimeStyle): number | null {
  const part = (readerOf(style).exec(text.trim()) ?? isoDate.exec(text.trim()))?.groups
  if (!part) return null
  const [month, day] = [Number(part['m']), Number(part['d'])]
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  const utc = Date.UTC(Number(part['y']), month - 1, day, hourOf(part), Number(part['i'] ?? 0))
  const first = utc - offsetAt(utc, style.timezone)
  return Math.floor((utc - offsetAt(first, style.timezone)) / 1000)
}

function hourOf(part: Record<string, string | undefined>): number {
  const hour = Number(part['h'] ?? 0)
  const half = part['a']?.toLowerCase()
  if (half === undefined) return hour
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

function readerOf({ short_date_pattern: date, short_time_pattern: time }: LocalTimeStyle): RegExp {
  const key = `${date} ${time}`
  const known = readers.get(key)
  if (known) return known
  const source = (pattern: string): string =>
    pattern.replace(/[A-Za-z]|[^A-Za-z]/g, (sign) => pieces[sign] ?? (sign === ' ' ? '\\s*' : `\\${sign}`))
  const made = new RegExp(`^${source(date)}(?:\\s+${source(time)})?$`)
  readers.set(key, made)
  return made
}

/** Milliseconds by which a zone's clock is ahead of UTC at a moment. */
function offsetAt(moment: number, zone: string): number {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
    formatters.set(zone, formatter)
  }
  const parts = Object.fromEntries(
    formatter.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
}
