import { type ParentType, parentTypes } from '../records/parents'
import { currentVersion } from './migrations'
import { readStored, toKeyed } from './readStored'

/**
 * Whether a stored text says that cards of this entity are left alone: a look at three of its values, without the check of all of them that
 * `parseSettings` is. False where the text says nothing of it, or is of no form that is known: then the card tells what is wrong.
 */
export const leavesCardsAlone = (saved: unknown, type: ParentType): boolean => {
  const stored = readStored(saved)
  const keyed = stored.kind === 'value' ? toKeyed(stored) : null
  if (keyed === null) return false
  const { v = 0, cardRefresh, entities = parentTypes } = keyed
  const isKnown = typeof v === 'number' && v <= currentVersion && isEntities(entities)
  return isKnown && (cardRefresh === 'off' || !entities.includes(type))
}

const isEntities = (value: unknown): value is readonly ParentType[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => parentTypes.some((type) => type === one))
