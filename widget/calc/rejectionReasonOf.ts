import type { ParentType } from '../records/parents'
import { classCode } from './classCode'
import type { CountedItems } from './countedItems'
import type { RejectionReason } from './explanation'

/**
 * Why a row that hangs on a card of this entity gave it nothing. null = nothing worth a line, since the same buyer's other row says it (a
 * stage that means «recently bought» is told by the purchases, a deleted buyer is told once).
 */
export const rejectionReasonOf = (
  items: CountedItems,
  row: number,
  type: ParentType,
): RejectionReason | null => {
  if (items.isDeleted[row] === 1) return items.deletedReason
  if (items.counts !== null && items.counts[row] === 0 && items.amounts[row] === 0) return 'nothingBought'
  const stage = items.stage[row]!
  if (items.classes[stage] === classCode.none) return items.stageReasons[stage] ?? null
  return type === 'contacts' ? 'otherMainContact' : 'otherCompany'
}
