import type { Stamp } from '../../account/recordTable'
import type { WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'

/** Who writes an element, and when: `updated_by` of the element, else the caller. */
export function stampOf(context: HostContext, user: WireUser, element: Record<string, unknown>): Stamp {
  const by = element['updated_by']
  return { at: context.clock.now(), by: typeof by === 'number' ? by : user.id }
}
