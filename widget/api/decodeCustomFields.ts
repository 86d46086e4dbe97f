import * as v from 'valibot'
import type { CustomField, CustomFieldGroup } from '../records/customField'
import { parseWire, wireId } from './parseWire'

/** A catalog's tab has been seen with a number; every id is opaque text to us. */
const groupId = v.union([v.string(), v.pipe(v.number(), v.transform(String))])

const fieldSchema = v.object({
  id: wireId,
  name: v.string(),
  type: v.string(),
  code: v.nullish(v.string(), null),
  group_id: v.nullish(groupId, null),
  sort: v.nullish(v.number(), 0),
  is_api_only: v.nullish(v.boolean(), false),
})

const groupsSchema = v.object({
  _embedded: v.object({
    custom_field_groups: v.array(
      v.object({
        id: groupId,
        name: v.string(),
        sort: v.nullish(v.number(), 0),
      }),
    ),
  }),
})

/** One field's model (API 7.1). Throws `Malformed`. */
export function decodeCustomField(wire: unknown): CustomField {
  const field = parseWire(fieldSchema, wire)
  return {
    id: field.id,
    name: field.name,
    type: field.type,
    code: field.code,
    groupId: field.group_id,
    sort: field.sort,
    isApiOnly: field.is_api_only,
  }
}

/** The answer of reading or making groups of fields (API 7.2). Throws `Malformed`. */
export function decodeGroups(body: unknown): readonly CustomFieldGroup[] {
  return body === null ? [] : parseWire(groupsSchema, body)._embedded.custom_field_groups
}
