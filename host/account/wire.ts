import type { ContactLink } from './recordSource'

/** Entities that have cards, custom fields and lists of their own in the API. */
export type EntityType = 'leads' | 'contacts' | 'companies' | 'customers'

/** The four entity types, in the order of the API reference. */
export const ENTITY_TYPES: readonly EntityType[] = ['leads', 'contacts', 'companies', 'customers']

/** `T` with only the keys `K` required: a record of an account file before the CRM's defaults stand in. */
export type Given<T, K extends keyof T> = Pick<T, K> & Partial<Omit<T, K>>

/** One value of a custom field; the keys depend on the type of the field. */
export interface WireFieldValue {
  value?: unknown
  enum_id?: number | null
  enum_code?: string | null
  /** Of a `chained_list`, which has these two and no `value`. */
  catalog_id?: number
  catalog_element_id?: number
}

/** The values of one custom field on a record. Answers name the field in full, files may give the id or the code alone. */
export interface WireFieldValues {
  field_id?: number
  field_name?: string
  field_code?: string | null
  field_type?: string
  is_computed?: boolean
  values: WireFieldValue[] | null
}

/** A tag as embedded in a record; the colour is null everywhere but on leads. */
export interface WireTag {
  id: number
  name: string
  color: string | null
}

/** An element of a catalog linked to a record. */
export interface WireElementLink {
  id: number
  metadata: { quantity: number; catalog_id: number; price_id?: number | null }
}

/** What records carry under `_embedded` in an account file. */
export interface WireEmbedded {
  tags?: WireTag[]
  contacts?: (Given<ContactLink, 'id'> & Record<string, unknown>)[]
  companies?: { id: number }[]
  segments?: { id: number }[]
  catalog_elements?: WireElementLink[]
  source?: { id: number; name: string } | null
}

/** Keys that leads, contacts, companies and customers share. Times are unix seconds. */
export interface WireRecord {
  id: number
  name: string
  responsible_user_id: number
  group_id: number
  created_by: number
  updated_by: number
  created_at: number
  updated_at: number
  closest_task_at: number | null
  is_deleted: boolean
  custom_fields_values: WireFieldValues[] | null
  account_id: number
  _embedded?: WireEmbedded
}

/** A deal. `price` is in major units; `price_with_minor_units` is there only where the amount has a fraction. */
export interface WireLead extends WireRecord {
  price: number
  price_with_minor_units?: number
  status_id: number
  pipeline_id: number
  loss_reason_id: number | null
  source_id: number | null
  closed_at: number | null
  score: number | null
  labor_cost: number | null
  is_price_modified_by_robot?: boolean
}

/** A contact. */
export interface WireContact extends WireRecord {
  first_name: string
  last_name: string
  is_unsorted: boolean
}

/** A company. */
export type WireCompany = WireRecord

/** A buyer. `ltv`, `average_check` and `next_price` are in major units. */
export interface WireCustomer extends WireRecord {
  next_price: number
  next_date: number | null
  status_id: number
  periodicity: number
  ltv: number
  purchases_count: number
  average_check: number
}

/** Record type of each entity. */
export interface WireRecords {
  leads: WireLead
  contacts: WireContact
  companies: WireCompany
  customers: WireCustomer
}
