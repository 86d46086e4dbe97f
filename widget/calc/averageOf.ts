/**
 * `sum / count` in minor units, rounded half away from zero to `digits` decimals of the major unit (0, 1 or 2). Integers only inside, so
 * exact up to 2^52. NaN when `count` is 0.
 */
export const averageOf = (sum: number, count: number, digits: number): number => {
  if (count === 0) return Number.NaN
  const unit = digits === 2 ? 1 : digits === 1 ? 10 : 100
  const divisor = count * unit
  const remainder = sum % divisor
  const quotient = (sum - remainder) / divisor
  const isUp = Math.abs(remainder) * 2 >= divisor
  return (isUp ? quotient + (remainder < 0 ? -1 : 1) : quotient) * unit
}
