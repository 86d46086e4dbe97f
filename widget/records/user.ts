/** Rights letters of the CRM: all, own group, own only, linked, denied (API 2.2). */
export type RightLetter = 'A' | 'G' | 'M' | 'L' | 'D'

export interface EntityRights {
  readonly view: RightLetter
  readonly edit: RightLetter
  readonly export: RightLetter
}

/** The current user as the page or the API tells. */
export interface CurrentUser {
  readonly id: number
  readonly name: string
  readonly isAdmin: boolean
  readonly isFree: boolean
  readonly groupId: number
  readonly rights: {
    readonly leads: EntityRights
    readonly contacts: EntityRights
    readonly companies: EntityRights
  }
  /** True when at least one stage of deals is hidden from the user. */
  readonly hasHiddenStages: boolean
  /** True where the page does not tell the rights, so that what it does not tell counts as denied. */
  readonly isUnknown?: boolean
}
