const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * Reads a time as people type it, `15.10.2020 10:34`, `15.10.2020` or `2020-10-15`, in a zone.
 * @returns unix seconds, or null for what is no time.
 */
export function parseLocalTime(text: string, zone: string): number | null {
  const match =
    /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})(?: (?<h>\d{1,2}):(?<i>\d{2}))?$/.exec(text.trim()) ??
    /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:T(?<h>\d{2}):(?<i>\d{2}))?$/.exec(text.trim())
  const part = match?.groups
  if (!part) return null
  const utc = Date.UTC(
    Number(part['y']),
    Number(part['m']) - 1,
    Number(part['d']),
    Number(part['h'] ?? 0),
    Number(part['i'] ?? 0),
  )
  const first = utc - offsetAt(utc, zone)
  return Math.floor((utc - offsetAt(first, zone)) / 1000)
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
