import type { UnixSeconds } from '../records/brands'
import type { ParentColumns } from '../records/columns'
import type { ParentRow } from '../records/createParentColumnsBuilder'
import { storedOf } from '../records/storedOf'

/** One listed card as the columns know it, by dense index. */
export const rowOf = (parents: ParentColumns, index: number): ParentRow => ({
  id: parents.index.ids[index] ?? 0,
  name: parents.names[index] ?? '',
  responsibleUserId: parents.responsibleUserIds[index] ?? 0,
  updatedAt: (parents.updatedAt[index] ?? 0) as UnixSeconds,
  isDeleted: parents.isListed[index] !== 1,
  stored: storedOf(parents, index),
})
