import { attempt } from './readAt'

/** A text that is not empty. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** An id of the CRM, which the page gives as a number or as its digits; 0 for anything else. */
export const asId = (value: unknown): number => {
  const id = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0
  return Number.isSafeInteger(id) && id > 0 ? id : 0
}

/** Yes or no in the ways in which the page says it; undefined for anything else. */
export const asFlag = (value: unknown): boolean | undefined => {
  if (value === true || value === 1 || value === '1' || value === 'Y') return true
  if (value === false || value === 0 || value === '0' || value === 'N') return false
  return undefined
}

/** An object that may hold values, lists too. */
export const asRecord = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined

/** The name of a time zone that the browser knows. */
export const asTimeZone = (value: unknown): string | undefined => {
  const timeZone = asText(value)
  if (timeZone === undefined || !isTimeZone(timeZone)) return undefined
  return timeZone
}

/** Names of zones that were asked for: a page has one or two, and each question costs it a millisecond. */
const askedZones = new Map<string, boolean>()

const isTimeZone = (timeZone: string): boolean => {
  const isKnown =
    askedZones.get(timeZone) ?? attempt(() => new Intl.DateTimeFormat('en', { timeZone })) !== undefined
  askedZones.set(timeZone, isKnown)
  return isKnown
}

/** ISO 4217 code of a currency. */
export const asCurrency = (value: unknown): string | undefined => {
  const currency = asText(value)
  return currency !== undefined && /^[A-Za-z]{3}$/.test(currency) ? currency : undefined
}
