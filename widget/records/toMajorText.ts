/**
 * Money in minor units as the text of major units, with a point, at most two decimals and no trailing zeros: 50000000 → "500000",
 * 123450 → "1234.5". Exact for integers up to 2^53. A fraction of a minor unit (somebody's own value in a field) keeps its decimals.
 */
export const toMajorText = (minor: number): string => {
  if (!Number.isInteger(minor)) return String(minor / 100)
  const size = Math.abs(minor)
  const cents = size % 100
  const whole = String((size - cents) / 100)
  const sign = minor < 0 ? '-' : ''
  if (cents === 0) return `${sign}${whole}`
  const decimals = cents % 10 === 0 ? String(cents / 10) : String(cents).padStart(2, '0')
  return `${sign}${whole}.${decimals}`
}
