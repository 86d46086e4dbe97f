import type { ContactLink } from './lead'

/** Whether the CRM leaves open which of several contacts is the main one: the flag is left out, and none is said to have it. */
export const isMainUnknown = (contacts: readonly ContactLink[]): boolean => {
  if (contacts.length < 2) return false
  let isUnknown = false
  for (const { isMain } of contacts) {
    if (isMain === true) return false
    isUnknown ||= isMain === null
  }
  return isUnknown
}
