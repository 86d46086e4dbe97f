/** A moment as a person or a test gives it: unix seconds, or a date that JavaScript reads. Null when it is neither. */
export function parseMoment(given: unknown): number | null {
  if (typeof given === 'number') return Number.isFinite(given) && given >= 0 ? Math.floor(given) : null
  if (typeof given !== 'string' || given.trim() === '') return null
  if (/^\d{9,}$/.test(given)) return Number(given)
  const time = Date.parse(given)
  return Number.isNaN(time) ? null : Math.floor(time / 1000)
}
