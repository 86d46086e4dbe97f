import type { CallOptions } from '../api/callOptions'
import type { CardClient } from '../api/crmClient'

/** Whether the CRM still answers the user whose page this is. Rejects with `CrmError`. */
export type UserCheck = (options: CallOptions) => Promise<boolean>

export interface UserCheckDeps {
  readonly client: Pick<CardClient, 'fetchAccount'>
  /** Id of the page's user; 0 where the page does not name him, so that nothing can be compared. */
  readonly userId: () => number
  /** How often the user has come to the page from elsewhere so far. */
  readonly timesCome: () => number
}

/**
 * A check that costs a call only after the user was elsewhere: all tabs share one session of the CRM, and another user can sign in to it only
 * in another tab, window or page. He may see fewer deals, and figures counted from them would be wrong.
 */
export const createUserCheck = ({ client, userId, timesCome }: UserCheckDeps): UserCheck => {
  let checkedAt = 0
  return async (options) => {
    const come = timesCome()
    if (come === checkedAt) return true
    const { currentUserId } = await client.fetchAccount(options)
    if (userId() !== 0 && userId() !== currentUserId) return false
    checkedAt = come
    return true
  }
}
