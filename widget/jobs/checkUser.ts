import type { Account } from '../records/account'
import { RunFailed } from './runFailed'
import type { RunSession } from './runSession'

/**
 * Makes sure that the CRM still answers the user whose page this is: another one who has signed in meanwhile may see fewer deals, and
 * figures counted from them would be wrong. Gives the account that was asked.
 * @throws RunFailed, CrmError
 */
export const checkUser = async (run: RunSession, signal: AbortSignal): Promise<Account> => {
  const account = await run.deps.client.fetchAccount({ priority: 'run', signal })
  const { id } = run.deps.user()
  // A page that does not name its user cannot be compared.
  if (id !== 0 && account.currentUserId !== id) throw new RunFailed({ kind: 'otherUser' })
  return account
}
