import type { ParentType } from '../records/parents'
import { readStored, toKeyed } from './readStored'

/**
 * Whether a stored text says that cards of this entity are left alone: a look at two of its values, without the check of all of them that
 * `parseSettings` is. False where the text says nothing of it, or cannot be read: then the card tells what is wrong.
 */
export const leavesCardsAlone = (saved: unknown, type: ParentType): boolean => {
  const stored = readStored(saved)
  const keyed = stored.kind === 'value' ? toKeyed(stored) : null
  if (keyed === null) return false
  const { cardRefresh, entities } = keyed
  return cardRefresh === 'off' || (Array.isArray(entities) && entities.length > 0 && !entities.includes(type))
}
