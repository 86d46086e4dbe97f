import type { CallOptions } from '../api/callOptions'
import type { CrmClient } from '../api/crmClient'
import { latestStamp } from '../calc/latestStamp'
import type { UnixSeconds } from '../records/brands'
import { isCrmError } from '../records/crmError'
import type { FieldIds } from '../records/parentWrite'
import { type ParentType, parentTypes } from '../records/parents'
import type { JobClock } from './jobClock'

/**
 * The newest «Актуально на» among the cards that changed last: one call for each entity whose field is known. Null = none of them is
 * filled, or the CRM did not say; nothing depends on it but a sentence. Stamps in the future are wrong, and not among them.
 */
export const findNewestStamp = async (
  client: Pick<CrmClient, 'listNewestParents'>,
  clock: Pick<JobClock, 'time'>,
  fieldIds: { readonly [Type in ParentType]: FieldIds },
  options: CallOptions,
): Promise<UnixSeconds | null> => {
  const known = parentTypes.filter((type) => fieldIds[type].actualAt !== undefined)
  try {
    const lists = await Promise.all(
      known.map((type) => client.listNewestParents(type, fieldIds[type], options)),
    )
    const now = clock.time()
    if (now === null) return null
    const stamps = lists.flat().map(({ stored }) => stored.actualAt ?? 0)
    const newest = Math.max(0, ...stamps.filter((stamp) => stamp <= latestStamp(now)))
    return newest === 0 ? null : (newest as UnixSeconds)
  } catch (error) {
    if (isCrmError(error)) return null
    throw error
  }
}
