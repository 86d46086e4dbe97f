import type { UnixSeconds } from '../../records/brands'
import type { ParentType } from '../../records/parents'
import type { ParentWrite } from '../../records/parentWrite'
import type { MirrorRecords } from './mirrorRecords'

/**
 * Puts confirmed writes of our own into the records: the fields as they were sent and the card's new `updated_at`, so that reading them
 * back later changes nothing. `updated` is what the CRM answered; cards that are not in it, and cards that were read after their write,
 * stay as they are.
 */
export const applyWrites = (
  records: MirrorRecords,
  type: ParentType,
  writes: readonly ParentWrite[],
  updated: readonly { readonly id: number; readonly updatedAt: UnixSeconds }[],
): void => {
  const times = new Map(updated.map(({ id, updatedAt }) => [id, updatedAt]))
  for (const { id, figures, actualAt } of writes) {
    const updatedAt = times.get(id)
    const card = records.cardOf(type, id)
    if (updatedAt === undefined || card === null || card.updatedAt > updatedAt) continue
    records.setStored(type, { ...card, updatedAt, stored: { ...card.stored, ...figures, actualAt } })
  }
}
