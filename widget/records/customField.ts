/** A custom field's definition: API 7.1. */
export interface CustomField {
  readonly id: number
  readonly name: string
  readonly type: string
  readonly code: string | null
  readonly groupId: string | null
  readonly sort: number
  readonly isApiOnly: boolean
}

/** A group of fields (a tab of the card): API 7.2. The id is opaque text. */
export interface CustomFieldGroup {
  readonly id: string
  readonly name: string
  readonly sort: number
}

/** What is sent to make a field. */
export interface CustomFieldDraft {
  readonly name: string
  readonly type: 'numeric' | 'date_time'
  readonly sort: number
  readonly groupId: string | null
  /** Left out where the CRM refuses codes. */
  readonly code?: string
}
