import { isCrmError } from '../records/crmError'
import { type FieldKey, fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'

/** Which of our fields a refused write says are deleted; empty when the error is about something else. */
export const deletedKeys = (error: unknown, ids: FieldIds): readonly FieldKey[] => {
  if (!isCrmError(error) || error.kind !== 'refused') return []
  const named = new Set(error.issues.map((issue) => issue.fieldId))
  return fieldKeys.filter((key) => ids[key] !== undefined && named.has(ids[key]))
}
