import type { CallOptions, CrmClient } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import { isCrmError } from '../records/crmError'
import type { FieldIds } from '../records/parentWrite'
import { type ParentType, parentTypes } from '../records/parents'

/**
 * The newest «Актуально на» among the cards that changed last: one call for each entity whose field is known. Null = none of them is
 * filled, or the CRM did not say; nothing depends on it but a sentence.
 */
export const findNewestStamp = async (
  client: Pick<CrmClient, 'listNewestParents'>,
  fieldIds: { readonly [Type in ParentType]: FieldIds },
  options: CallOptions,
): Promise<UnixSeconds | null> => {
  const known = parentTypes.filter((type) => fieldIds[type].actualAt !== undefined)
  try {
    const lists = await Promise.all(
      known.map((type) => client.listNewestParents(type, fieldIds[type], options)),
    )
    const newest = lists.flat().reduce((so, { stored }) => Math.max(so, stored.actualAt ?? 0), 0)
    return newest === 0 ? null : (newest as UnixSeconds)
  } catch (error) {
    if (isCrmError(error)) return null
    throw error
  }
}
