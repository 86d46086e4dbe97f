const formatters = new Map<string, Intl.DateTimeFormat>()

/** `15.10.2020 10:34` in the account's zone; `withTime` false leaves the date alone. 0 and null give an empty text. */
export function formatTime(seconds: number | null, zone: string, withTime = true): string {
  if (!seconds) return ''
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
  const parts = Object.fromEntries(
    formatter.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]),
  )
  const date = `${parts['day']}.${parts['month']}.${parts['year']}`
  return withTime ? `${date} ${parts['hour']}:${parts['minute']}` : date
}
