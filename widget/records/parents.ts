/** The two entities whose cards get the figures; the CRM's own path segments. */
export type ParentType = 'contacts' | 'companies'

/** One card that gets the figures. `id` is the CRM's id (a positive integer below 2^32). */
export interface ParentRef {
  readonly type: ParentType
  readonly id: number
}

export const parentTypes: readonly ParentType[] = ['contacts', 'companies']
