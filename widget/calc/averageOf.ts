import { fitMinor, isInexact, toExact } from '../records/exactMinor'

/**
 * `sum / count` in minor units, rounded half away from zero to `digits` decimals of the major unit (0, 1 or 2). Integers only inside, so
 * exact for every sum that fits into a field. NaN when `count` is 0.
 */
export const averageOf = (sum: number, count: number, digits: number): number => {
  if (count === 0) return Number.NaN
  const unit = digits === 2 ? 1 : digits === 1 ? 10 : 100
  const divisor = count * unit
  if (isInexact(sum)) return largeAverage(sum, divisor, unit)
  const remainder = sum % divisor
  const quotient = (sum - remainder) / divisor
  const isUp = Math.abs(remainder) * 2 >= divisor
  return (isUp ? quotient + (remainder < 0 ? -1 : 1) : quotient) * unit
}

const largeAverage = (sum: number, divisor: number, unit: number): number => {
  const exact = toExact(sum)
  if (exact === null) return fitMinor(null)
  const by = BigInt(divisor)
  const size = exact < 0n ? -exact : exact
  const rounded = ((size * 2n + by) / (by * 2n)) * BigInt(unit)
  return fitMinor(exact < 0n ? -rounded : rounded)
}
