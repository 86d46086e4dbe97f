import * as v from 'valibot'
import type { CustomField, CustomFieldGroup } from '../records/customField'
import { parseWire, wireFlag, wireId, wireName, wireNumber } from './parseWire'

/** A catalog's tab has been seen with a number; every id is opaque text to us. */
const groupId = v.union([v.string(), v.pipe(v.number(), v.transform(String))])

const fieldSchema = v.object({
  id: wireId,
  name: wireName,
  type: v.string(),
  code: v.nullish(wireName, null),
  group_id: v.nullish(groupId, null),
  sort: v.nullish(wireNumber, 0),
  is_api_only: wireFlag(false),
})

const groupsSchema = v.object({
  _embedded: v.object({
    custom_field_groups: v.array(
      v.object({
        id: groupId,
        name: wireName,
        sort: v.nullish(wireNumber, 0),
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
