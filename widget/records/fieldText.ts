import { toMajorText } from './toMajorText'

/** Digits that survive the CRM's numeric fields (API 6.4). */
export const mostDigits = 15

/** A figure as a numeric field takes it: money in major units, counts as they are. null = it has more digits than the field keeps. */
export const fieldText = (figure: number, isMoney: boolean): string | null => {
  if (!Number.isInteger(figure)) return null
  const text = isMoney ? toMajorText(figure) : String(figure)
  return /e/.test(text) || text.replace(/\D/g, '').length > mostDigits ? null : text
}
