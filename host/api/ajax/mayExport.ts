import type { EntityType } from '../../account/wire'
import type { WireUser } from '../../account/wireAccount'
import { entityRights } from '../rights'

/** Whether a user may take rows out of the CRM. */
export function mayExport(user: WireUser, entity: EntityType): boolean {
  return user.rights.is_admin || entityRights(user, entity).export !== 'D'
}
