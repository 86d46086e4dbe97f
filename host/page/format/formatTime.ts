import type { PageDates } from '../wire'

const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * A time by the account's patterns in its zone, `15.10.2020 10:34` or `10/15/2020 7:34AM`; `withTime` false leaves the
 * date alone. 0 and null give an empty text.
 */
export function formatTime(seconds: number | null, dates: PageDates, withTime = true): string {
  if (!seconds) return ''
  const pattern = withTime ? `${dates.date} ${dates.time}` : dates.date
  const parts = partsAt(seconds, dates.zone)
  return pattern.replace(/YYYY|YY|MM|M|DD|D|HH|H|hh|h|mm|A|a/g, (token) => pieceOf(token, parts))
}

function pieceOf(token: string, parts: Record<string, string>): string {
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts
  const half = String(Number(hour) % 12 || 12)
  const pieces: Record<string, string> = {
    YYYY: year,
    YY: year.slice(-2),
    MM: month,
    M: String(Number(month)),
    DD: day,
    D: String(Number(day)),
    HH: hour,
    H: String(Number(hour)),
    hh: half.padStart(2, '0'),
    h: half,
    mm: minute,
    A: Number(hour) < 12 ? 'AM' : 'PM',
    a: Number(hour) < 12 ? 'am' : 'pm',
  }
  return pieces[token] ?? token
}

function partsAt(seconds: number, zone: string): Record<string, string> {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('ru-RU', {
      timeZone: zone,
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(zone, formatter)
  }
  return Object.fromEntries(formatter.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]))
}
