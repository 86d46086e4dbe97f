import type { CustomField } from '../records/customField'
import type { ParentType } from '../records/parents'
import { decodeCustomField } from './decodeCustomFields'
import type { ListSource } from './listSource'

/** The custom fields of an entity; a page may hold fewer than asked for (API 1.5). */
export function fieldSource(entity: ParentType | 'leads'): ListSource<CustomField> {
  return {
    path: `/api/v4/${entity}/custom_fields`,
    key: 'custom_fields',
    query: [
      ['limit', 250],
      ['page', 1],
    ],
    decode: decodeCustomField,
  }
}
