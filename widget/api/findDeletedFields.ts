import { CrmError, type CrmIssue } from '../records/crmError'
import type { ParentType } from '../records/parents'
import type { FieldIds, ParentWrite } from '../records/parentWrite'
import type { CallOptions } from './callOptions'
import type { Caller } from './createCaller'
import { listFields } from './listFields'

const fieldPath = /(?:^|\.)custom_fields_values\.\d+\.field_id$/

/**
 * Where a refused batch points at a field: the same error with the fields that are no longer there named by `fieldId`, so that one deleted
 * field does not turn into thousands of refused cards. null = every field is there, and the complaint is about single cards.
 */
export async function findDeletedFields(
  caller: Caller,
  type: ParentType,
  refusal: { readonly error: CrmError; readonly guilty: ReadonlyMap<number, CrmIssue> },
  batch: readonly ParentWrite[],
  fields: FieldIds,
  options: CallOptions,
): Promise<CrmError | null> {
  const { error, guilty } = refusal
  const complaint = error.issues.find((issue) => fieldPath.test(issue.path))
  if (complaint === undefined) {
    return null
  }
  const listed = await listFields(caller, type, options)
  const known = new Set(listed.map((field) => field.id))
  const gone = Object.values(fields).filter((id) => id !== undefined && !known.has(id))
  const isAboutAll =
    batch.length > 1 && batch.every((write) => fieldPath.test(guilty.get(write.id)?.path ?? ''))
  if (gone.length === 0 && !isAboutAll) {
    return null
  }
  const { method, path, status, detail } = error
  const issues = gone.map((fieldId) => ({ ...complaint, requestId: null, fieldId }))
  return new CrmError({
    kind: 'refused',
    method,
    path,
    status,
    detail,
    issues: issues.length > 0 ? issues : error.issues,
    cause: error,
  })
}
