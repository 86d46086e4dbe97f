import type { MinorUnits, UnixSeconds } from './brands'

/** A contact as a deal or a buyer links it. */
export interface ContactLink {
  readonly id: number
  /** null = the CRM did not say. */
  readonly isMain: boolean | null
}

/** A deal (`leads`), as the decoder makes it from the wire: API 3.2. */
export interface Lead {
  readonly id: number
  readonly name: string
  readonly pipelineId: number
  readonly stageId: number
  /** `price_with_minor_units ?? price ?? 0`, rounded to hundredths. */
  readonly amount: MinorUnits
  readonly responsibleUserId: number
  readonly isDeleted: boolean
  readonly createdAt: UnixSeconds
  readonly updatedAt: UnixSeconds
  readonly closedAt: UnixSeconds | null
  /** As linked, in the CRM's order; empty when the list was read without `with=contacts`. */
  readonly contacts: readonly ContactLink[]
  /** None or one. */
  readonly companyIds: readonly number[]
}
