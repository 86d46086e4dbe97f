/**
 * Reads an amount in major units (300.99, "1234.5") as integer minor units, rounded to hundredths half away from
 * zero. Works on the decimal text, never on the binary fraction. Missing and empty are 0; anything else throws.
 */
export function toMinorUnits(value: unknown): bigint {
  return shiftedInteger(value ?? 0, 2)
}

/** True when two wire values (text or number) are the same decimal number. */
export function isSameDecimal(left: unknown, right: unknown): boolean {
  return shiftedInteger(left, 6) === shiftedInteger(right, 6)
}

/** Minor units as major units with at most two decimals and no trailing zeros: 50000000 → "500000", 123450 → "1234.5". */
export function formatMajorUnits(minor: bigint): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0')
  const whole = digits.slice(0, -2)
  const fraction = digits.slice(-2).replace(/0+$/, '')
  return `${minor < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** dividend / divisor to the nearest integer, half away from zero. The divisor is positive. */
export function divideHalfAway(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend
  const rounded = (size * 2n + divisor) / (divisor * 2n)
  return dividend < 0n ? -rounded : rounded
}

function shiftedInteger(value: unknown, places: number): bigint {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (parts === null || `${parts[2] ?? ''}${parts[3] ?? ''}` === '') {
    throw new Error(`Not a decimal number: ${JSON.stringify(value)}`)
  }
  const fraction = parts[3] ?? ''
  const digits = BigInt(`${parts[2] ?? ''}${fraction}`)
  const shift = places + Number(parts[4] ?? 0) - fraction.length
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfAway(digits, 10n ** BigInt(-shift))
  return parts[1] === '-' ? -size : size
}
