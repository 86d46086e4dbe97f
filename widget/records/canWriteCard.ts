import { isAllSeeing } from './isAllSeeing'
import type { ParentCard } from './parentCard'
import type { ParentType } from './parents'
import type { CurrentUser } from './user'

/**
 * True when the user's figures may be written into this card: all-seeing, and edit right A, or G with the card in the user's group,
 * or G or M with the card being the user's own.
 */
export const canWriteCard = (
  user: CurrentUser,
  type: ParentType,
  card: Pick<ParentCard, 'responsibleUserId' | 'groupId'>,
): boolean => {
  if (!isAllSeeing(user)) return false
  if (user.isAdmin) return true
  const letter = user.rights[type].edit
  const isOwn = card.responsibleUserId === user.id
  if (letter === 'A') return true
  if (letter === 'G') return isOwn || card.groupId === user.groupId
  return letter === 'M' && isOwn
}
