/** Major units as hundredths, rounded half away from zero by the decimal notation: 1.005 is 101, whatever its binary fraction is. */
export function toHundredths(major: number): number {
  const size = Math.abs(major)
  // A number in the notation with an exponent is whole, or far below a hundredth.
  const shifted = String(size).includes('e') ? size * 100 : Number(`${size}e2`)
  return major < 0 ? -Math.round(shifted) : Math.round(shifted)
}
