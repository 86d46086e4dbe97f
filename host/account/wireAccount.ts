import type { EntityType } from './wire'

/** Modes of the buyers feature (`account.customers_mode`). */
export type CustomersMode = 'unavailable' | 'disabled' | 'segments' | 'dynamic' | 'periodicity'

/** The account with everything that `with` can add. */
export interface WireAccount {
  id: number
  name: string
  subdomain: string
  created_at: number
  created_by: number
  updated_at: number
  updated_by: number
  current_user_id: number
  country: string
  /** What the account was made in; told by the page's constants, not by the API. */
  language: string
  currency: string
  currency_symbol: string
  customers_mode: CustomersMode
  is_unsorted_on: boolean
  mobile_feature_version: number
  is_loss_reason_enabled: boolean
  is_helpbot_enabled: boolean
  is_technical_account: boolean
  is_api_filter_enabled: boolean
  contact_name_display_order: number
  version: number
  drive_url: string
  amojo_id: string
  amojo_rights: { can_direct: boolean; can_create_groups: boolean }
  entity_names: Record<string, unknown>
  invoices_settings: { lang: string; invoices_catalog_id: number | null } | null
  users_groups: { id: number; name: string; uuid: string | null }[]
  task_types: {
    id: number
    name: string
    color: string | null
    icon_id: number | null
    code: string | null
  }[]
  datetime_settings: {
    date_pattern: string
    short_date_pattern: string
    short_time_pattern: string
    date_format: string
    time_format: string
    timezone: string
    timezone_offset: string
  }
}

/** A letter of the rights matrix: all, own group, own (main responsible), linked, denied. */
export type RightLetter = 'A' | 'G' | 'M' | 'L' | 'D'

/** Rights on one entity. */
export interface WireEntityRights {
  view: RightLetter
  edit: RightLetter
  add: RightLetter
  delete: RightLetter
  export: RightLetter
}

/** A stage right: beats the entity right for leads that stand in the stage. */
export interface WireStatusRight {
  entity_type: string
  pipeline_id: number
  status_id: number
  rights: { view: RightLetter; edit: RightLetter; delete: RightLetter; export?: RightLetter }
}

/** Rights of a user. */
export interface WireRights {
  leads: WireEntityRights
  contacts: WireEntityRights
  companies: WireEntityRights
  tasks: { edit: RightLetter; delete: RightLetter }
  mail_access: boolean
  catalog_access: boolean
  is_admin: boolean
  is_free: boolean
  is_active: boolean
  group_id: number | null
  role_id: number | null
  status_rights: WireStatusRight[]
}

/** A role: rights that users share. */
export interface WireRole {
  id: number
  name: string
  rights: Partial<WireRights>
}

/** A user of the account. */
export interface WireUser {
  id: number
  name: string
  email: string
  lang: string
  rights: WireRights
  uuid?: string
  amojo_id?: string
  user_rank?: string | null
  phone_number?: string | null
}

/** A stage of a pipeline; `type` 1 is the unsorted one, 142 and 143 are ids shared by all pipelines. */
export interface WireStage {
  id: number
  name: string
  sort: number
  is_editable: boolean
  pipeline_id: number
  color: string
  type: number
  account_id: number
}

/** A pipeline with its stages. */
export interface WirePipeline {
  id: number
  name: string
  sort: number
  is_main: boolean
  is_unsorted_on: boolean
  is_archive: boolean
  account_id: number
  _embedded: { statuses: WireStage[] }
}

/** A stage of buyers: 4 bought recently, 0 own, 1 purchase expected, 2 did not buy, 3 closed. */
export interface WireCustomerStatus {
  id: number
  name: string
  sort: number
  is_default: boolean
  conditions: unknown[]
  color: string
  type: number
  account_id: number
}

/** A segment of buyers. */
export interface WireSegment {
  id: number
  created_at: number
  updated_at: number
  account_id: number
  name: string
  color: string
  available_products_price_types: unknown
  customers_count: number
  custom_fields_values: unknown[]
}

/** One choice of a list field, a phone or an e-mail. */
export interface WireEnum {
  id: number
  value: string
  sort: number
  code?: string | null
}

/** A group of a catalog's elements, in a tree. */
export interface WireNested extends WireEnum {
  parent_id: number | null
}

/** What has custom fields. */
export type FieldEntity = EntityType | 'catalogs'

/** Definition of a custom field. */
export interface WireField {
  id: number
  name: string
  type: string
  account_id: number
  code: string | null
  sort: number
  is_api_only: boolean
  enums: WireEnum[] | null
  group_id: string | null
  required_statuses: unknown[]
  is_deletable: boolean
  is_predefined: boolean
  entity_type: FieldEntity
  remind: string | null
  triggers: unknown[]
  currency: string | null
  is_computed?: boolean
  /** Of a catalog's field. */
  is_visible?: boolean
  is_required?: boolean
  /** Of a `category` field. */
  nested?: WireNested[] | null
  /** Of a `chained_list` field: the catalogs, each under its parent. */
  chained_lists?: unknown[] | null
}

/** A group of fields, a tab of the card. */
export interface WireFieldGroup {
  id: string
  name: string
  is_predefined: boolean
  type: string
  entity_type: FieldEntity
  sort: number
}

/** What a widget reports of itself beside being on. */
export type WidgetTrouble = 'error' | 'installed_error' | 'warning'

/** A widget as the account keeps it: `settings.custom` is the widget's JSON text. */
export interface WireWidget {
  code: string
  installed: boolean
  active: boolean
  /** Whether its settings were saved since it was installed: until then only its settings window starts it. */
  configured: boolean
  /** Status in place of the one that follows from the three above; null without one. */
  trouble: WidgetTrouble | null
  settings: Record<string, unknown>
  /** Its archive: full path of a folder or zip on this machine, or the base64 text of a zip. */
  archive?: string
}
