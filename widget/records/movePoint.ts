/**
 * A number with its decimal point moved by so many places, right by its decimal notation: 3015.332 by 2 is 301533.2, although times 100 it is
 * 301533.20000000001. What is no finite number stays what it is.
 */
export const movePoint = (value: number, places: number): number => {
  if (!Number.isFinite(value)) return value
  const [digits, exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + places}`)
}
