import { isInexact, toExact } from './exactMinor'
import { movePoint } from './movePoint'

/**
 * Money in minor units as the text of major units, with a point, at most two decimals and no trailing zeros: 50000000 → "500000",
 * 123450 → "1234.5". Exact for whatever has 15 digits at most. A fraction of a minor unit (somebody's own value in a field) keeps its
 * decimals.
 */
export const toMajorText = (minor: number): string => {
  if (!Number.isInteger(minor)) return String(movePoint(minor, -2))
  const exact = isInexact(minor) ? toExact(minor) : null
  if (exact !== null) {
    const size = exact < 0n ? -exact : exact
    return textOf(minor < 0, String(size / 100n), Number(size % 100n))
  }
  const size = Math.abs(minor)
  const cents = size % 100
  return textOf(minor < 0, String((size - cents) / 100), cents)
}

const textOf = (isNegative: boolean, whole: string, cents: number): string => {
  const sign = isNegative ? '-' : ''
  if (cents === 0) return `${sign}${whole}`
  const decimals = cents % 10 === 0 ? String(cents / 10) : String(cents).padStart(2, '0')
  return `${sign}${whole}.${decimals}`
}
