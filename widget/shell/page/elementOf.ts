import { readAt } from './readAt'

/** The element of what the CRM gives as one: a list of jQuery, or the element itself; null for anything else. */
export const elementOf = (given: unknown): HTMLElement | null => {
  if (given instanceof HTMLElement) return given
  const first = readAt(given, '0')
  return first instanceof HTMLElement ? first : null
}
