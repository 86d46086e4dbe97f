import { latestStamp } from '../calc/latestStamp'
import type { UnixSeconds } from '../records/brands'
import { fieldKeys } from '../records/fieldKeys'
import type { FieldIds } from '../records/parentWrite'
import { type ParentType, parentTypes } from '../records/parents'
import type { RunSession } from './runSession'

/**
 * Whether records that this browser has kept cannot be of this account as it is: they hold values of a field that was made only now, or are
 * fresher than the CRM's own time. So it is where a backup was restored, or another account bears the same number.
 */
export const isOfOtherAccount = (
  run: Pick<RunSession, 'madeIds'>,
  fieldIds: { readonly [Type in ParentType]: FieldIds },
  freshAt: UnixSeconds,
  now: UnixSeconds,
): boolean =>
  freshAt > latestStamp(now) ||
  parentTypes.some((type) =>
    fieldKeys.some((key) => {
      const id = fieldIds[type][key]
      return id !== undefined && run.madeIds.has(id)
    }),
  )
