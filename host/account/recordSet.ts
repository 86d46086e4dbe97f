import type { ContactLink } from './recordSource'
import type { WireFieldValue, WireTag } from './wire'

/**
 * New values for a record, checked beforehand: plain keys in wire names, values of custom fields by id (null
 * clears), tags, and links that replace the present ones.
 */
export interface RecordSet {
  plain: Record<string, unknown>
  values: Map<number, WireFieldValue[] | null>
  tags?: { add: Partial<WireTag>[]; remove: Partial<WireTag>[] } | { replace: Partial<WireTag>[] }
  contacts?: ContactLink[]
  companyId?: number | null
  /** Source of a new deal. */
  source?: { id: number; name: string }
  /** Segments of a buyer, which replace the present ones. */
  segments?: { id: number }[]
}

/** Singular names of entities, as in the event log. */
export const SINGULAR = {
  leads: 'lead',
  contacts: 'contact',
  companies: 'company',
  customers: 'customer',
} as const

/** Numbers of field types in event values; `numeric` is 2 as in the samples, the others follow the old API's list. */
const FIELD_TYPES = [
  '',
  'text',
  'numeric',
  'checkbox',
  'select',
  'multiselect',
  'date',
  'url',
  'multitext',
  'textarea',
  'radiobutton',
  'streetaddress',
  '',
  'smart_address',
  'birthday',
  'legal_entity',
  'items',
  '',
  '',
  'date_time',
  'monetary',
  'chained_list',
]

/** Number of a field's type in event values, 0 for types that have none. */
export function fieldTypeNumber(type: string): number {
  return Math.max(0, FIELD_TYPES.indexOf(type))
}
