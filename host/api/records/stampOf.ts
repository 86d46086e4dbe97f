import type { Stamp } from '../../account/recordTable'
import type { WireUser } from '../../account/wireAccount'
import type { HostContext } from '../hostContext'

/** Who writes an element, and when: `updated_by` of the element, else the caller; its `updated_at` where the CRM takes it. */
export function stampOf(context: HostContext, user: WireUser, element: Record<string, unknown>): Stamp {
  const { updated_by: by, updated_at: updatedAt } = element
  const isTaken = context.faults.unverified.sentUpdatedAt === 'taken' && Number.isInteger(updatedAt)
  return {
    at: context.clock.now(),
    by: typeof by === 'number' ? by : user.id,
    ...(isTaken ? { updatedAt: updatedAt as number } : {}),
  }
}
