import type { CallOptions, CardClient } from '../api/crmClient'

/** Whether the CRM still answers the user whose page this is. Rejects with `CrmError`. */
export type UserCheck = (options: CallOptions) => Promise<boolean>

export interface UserCheckDeps {
  readonly client: Pick<CardClient, 'fetchAccount'>
  /** Id of the page's user; 0 where the page does not name him, so that nothing can be compared. */
  readonly userId: () => number
  /** How often the page lost the focus so far; at least 1 when it was loaded without it. */
  readonly timesLeft: () => number
}

/**
 * A check that costs a call only after the page was left: all tabs share one session of the CRM, and another user can sign in to it only in
 * another tab or window. He may see fewer deals, and figures counted from them would be wrong.
 */
export const createUserCheck = ({ client, userId, timesLeft }: UserCheckDeps): UserCheck => {
  let checkedAt = 0
  return async (options) => {
    const left = timesLeft()
    if (left === checkedAt) return true
    const { currentUserId } = await client.fetchAccount(options)
    if (userId() !== 0 && userId() !== currentUserId) return false
    checkedAt = left
    return true
  }
}
