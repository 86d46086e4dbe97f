import type { ContactLink } from './lead'

/**
 * Ids of the linked contacts, each once: the flagged main contact first (of several flagged ones the lowest id), the rest by
 * ascending id; with none flagged all by ascending id, so that the first is the main one in every case.
 */
export const orderContactIds = (contacts: readonly ContactLink[]): readonly number[] => {
  if (contacts.length === 1) return [contacts[0]!.id]
  if (contacts.length === 0) return []
  let mainId = Infinity
  for (const contact of contacts) if (contact.isMain === true && contact.id < mainId) mainId = contact.id
  const ids = [...new Set(contacts.map((contact) => contact.id))].sort((left, right) => left - right)
  return mainId === Infinity ? ids : [mainId, ...ids.filter((id) => id !== mainId)]
}
