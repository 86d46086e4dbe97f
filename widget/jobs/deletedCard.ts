import type { ParentColumns } from '../records/columns'
import type { ParentCard } from '../records/parentCard'
import { emptyStored } from './emptyStored'
import { rowOf } from './rowOf'

/** A card that the CRM no longer has, as a record that takes it out of every list; null when it was never listed. */
export const deletedCard = (parents: ParentColumns, id: number): ParentCard | null => {
  const row = parents.index.indexOf(id)
  if (row < 0 || (parents.isListed[row] ?? 0) === 0) return null
  return { ...rowOf(parents, row), groupId: 0, isDeleted: true, companyIds: [], stored: emptyStored }
}
