import type { MinorUnits, UnixSeconds } from './brands'
import type { ContactLink } from './lead'

/** A buyer (`customers`): API 5.2. */
export interface Customer {
  readonly id: number
  readonly name: string
  readonly stageId: number
  readonly nextPrice: MinorUnits
  /** Sum of all recorded purchases. */
  readonly ltv: MinorUnits
  readonly purchasesCount: number
  readonly responsibleUserId: number
  readonly isDeleted: boolean
  readonly createdAt: UnixSeconds
  readonly updatedAt: UnixSeconds
  readonly contacts: readonly ContactLink[]
  readonly companyIds: readonly number[]
}
