import type { CustomField } from '../records/customField'
import type { ParentType } from '../records/parents'
import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import { fieldSource } from './fieldSource'
import { listSmall } from './listSmall'
import { notWhole } from './notWhole'

/**
 * All custom fields of an entity. Contacts and companies always have the CRM's own ones, such as the phone, which nobody can delete: an empty
 * list of them did not come whole.
 * @throws CrmError, of kind `notWhole` where the list contradicts itself
 */
export async function listFields(
  caller: Caller,
  entity: ParentType | 'leads',
  options: CallOptions,
): Promise<readonly CustomField[]> {
  const source = fieldSource(entity)
  const fields = await listSmall(caller, source, options)
  if (fields.length === 0 && entity !== 'leads') {
    throw notWhole(source.path, 'endMissing')
  }
  return fields
}
