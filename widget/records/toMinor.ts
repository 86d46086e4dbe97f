import { isInexact } from './exactMinor'

/** So near a half a product of binary fractions may lie on its wrong side. */
const nearHalf = 0.499
/** Below it the error of a product by 100 is far smaller than what `nearHalf` leaves. */
const productIsNear = 2 ** 40

/**
 * Major units as an integer of minor units, rounded half away from zero by the number's decimal notation: 1.005 is 101, although its binary
 * fraction lies below 1.005. Infinite where it has more digits than a field keeps.
 */
export const toMinor = (major: number): number => {
  const size = Math.abs(major)
  const product = size * 100
  let minor = Math.round(product)
  // To move the decimal point of the text is exact where a product is not.
  if (product !== minor && (product >= productIsNear || Math.abs(product - minor) > nearHalf))
    minor = Math.round(Number(`${size}e2`))
  // A number of more digits than any field keeps stands for no amount: nothing is rounded to fit.
  if (isInexact(product) && !Number.isInteger(size * 10)) return Number.POSITIVE_INFINITY
  return major < 0 && minor !== 0 ? -minor : minor
}
