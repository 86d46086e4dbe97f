import { isAllSeeing } from './isAllSeeing'
import type { ParentType } from './parents'
import type { CurrentUser } from './user'

/** True when the user may fill the fields of every card of the given entities: all-seeing and edit right A on each of them. */
export const canRunBulk = (user: CurrentUser, entities: readonly ParentType[]): boolean =>
  isAllSeeing(user) && (user.isAdmin || entities.every((type) => user.rights[type].edit === 'A'))
