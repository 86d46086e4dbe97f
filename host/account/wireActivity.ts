/** A purchase of a buyer. `price` is in major units, times are unix seconds. */
export interface WireTransaction {
  id: number
  price: number
  comment: string | null
  completed_at: number
  customer_id: number
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
  is_deleted: boolean
  account_id: number
  _embedded?: { catalog_elements?: unknown[] }
}

/** An event of the account's log. */
export interface WireEvent {
  id: string
  type: string
  entity_id: number
  entity_type: string
  created_by: number
  created_at: number
  value_after: Record<string, unknown>[]
  value_before: Record<string, unknown>[]
  account_id: number
  _embedded?: { entity?: Record<string, unknown> }
}

/** A note; `entity_type` is known to the account file only, the API names it by the path. */
export interface WireNote {
  id: number
  entity_type: string
  entity_id: number
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
  responsible_user_id: number
  group_id: number
  note_type: string
  params: Record<string, unknown>
  account_id: number
  is_pinned?: boolean
}

/** A task; `result` is an empty array when there is none. */
export interface WireTask {
  id: number
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
  responsible_user_id: number
  group_id: number
  entity_id: number
  entity_type: string
  duration: number
  is_completed: boolean
  task_type_id: number
  text: string
  result: { text: string } | []
  complete_till: number
  account_id: number
}

/** A tag of the directory of one entity. */
export interface WireTagEntry {
  id: number
  name: string
  color: string | null
  entity_type: string
}

/** A catalog («Список»). */
export interface WireCatalog {
  id: number
  name: string
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
  sort: number
  type: string
  can_add_elements: boolean
  can_show_in_cards: boolean
  can_link_multiple: boolean
  can_be_deleted: boolean
  sdk_widget_code: string | null
  account_id: number
}

/** An element of a catalog. */
export interface WireElement {
  id: number
  name: string
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
  is_deleted: boolean | null
  custom_fields_values: unknown[] | null
  catalog_id: number
  account_id: number
}

/** A talk: one conversation in a messenger. */
export interface WireTalk {
  talk_id: number
  created_at: number
  updated_at: number
  rate: number
  contact_id: number | null
  chat_id: string
  entity_id: number | null
  entity_type: 'lead' | 'customer' | null
  is_in_work: boolean
  is_read: boolean
  origin: string
  missed_at: number | null
  account_id: number
}

/** A request in «Неразобранное»: a deal in the stage of type 1 with what its source said of it. */
export interface WireUnsorted {
  uid: string
  source_uid: string | null
  source_name: string
  category: 'sip' | 'mail' | 'forms' | 'chats'
  pipeline_id: number
  created_at: number
  metadata: Record<string, unknown>
  account_id: number
  lead_id: number
  contact_id: number | null
  company_id: number | null
  /** Null while it waits; then when it was accepted or declined. */
  accepted_at: number | null
  declined_at: number | null
}

/** A source of an integration. */
export interface WireSource {
  id: number
  name: string
  pipeline_id: number | null
  external_id: string
  default: boolean
  origin_code: string | null
  services: unknown[]
}

/** A reason of refusal. */
export interface WireLossReason {
  id: number
  name: string
  sort: number
  created_at: number
  updated_at: number
}

/** A registered webhook. */
export interface WireWebhook {
  id: number
  destination: string
  created_at: number
  updated_at: number
  account_id: number
  created_by: number
  sort: number
  disabled: boolean
  settings: string[]
}
