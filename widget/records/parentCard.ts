import type { UnixSeconds } from './brands'
import type { StoredFigures } from './figures'

/** A contact or a company as read for a recalculation: API 6.2. */
export interface ParentCard {
  readonly id: number
  readonly name: string
  readonly responsibleUserId: number
  readonly groupId: number
  readonly updatedAt: UnixSeconds
  readonly isDeleted: boolean
  /** Of a contact: its company, none or one. Of a company: empty. */
  readonly companyIds: readonly number[]
  /** What the eight fields hold now. */
  readonly stored: StoredFigures
}
