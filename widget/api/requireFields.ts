import { CrmError } from '../records/crmError'
import { type FieldKey, figureKeys } from '../records/fieldKeys'
import type { ParentType } from '../records/parents'
import type { FieldIds, ParentWrite } from '../records/parentWrite'

/** Throws kind `refused` when something is to be written that has no field: nothing is left out in silence. */
export function requireFields(type: ParentType, writes: readonly ParentWrite[], fields: FieldIds): void {
  const absent: FieldKey[] = figureKeys.filter(
    (key) => fields[key] === undefined && writes.some((write) => write.figures[key] !== undefined),
  )
  if (fields.actualAt === undefined && writes.length > 0) {
    absent.push('actualAt')
  }
  if (absent.length === 0) {
    return
  }
  const detail = `no field for ${absent.join(', ')}`
  const issues = absent.map((key) => ({ requestId: null, code: 'FieldMissing', path: key, detail }))
  throw new CrmError({ kind: 'refused', method: 'PATCH', path: `/api/v4/${type}`, status: 0, detail, issues })
}
