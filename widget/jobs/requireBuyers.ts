import { CrmError } from '../records/crmError'
import type { Settings } from '../settings/settings'
import type { BuyersDirectory } from './directory'

/** Whether buyers count by the stages in which they stand: purchases count wherever that is. */
export const needsBuyerStages = (buyers: Settings['buyers']): boolean =>
  buyers.upcoming || buyers.notBought || buyers.closed

/**
 * Stops who would count buyers by a mode or by stages that the CRM did not tell: all of them would count nowhere, and a zero would stand
 * where nobody knows the figure. What the settings do not count need not be known.
 * @throws CrmError of kind `malformed`
 */
export const requireBuyers = (buyers: Settings['buyers'], { mode, stages }: BuyersDirectory): void => {
  const needsStages = needsBuyerStages(buyers)
  if (mode === 'unknown' && (needsStages || buyers.purchases)) throw notTold('account', 'customers_mode')
  if (mode === 'periodicity' && needsStages && stages.length === 0)
    throw notTold('customers/statuses', '_embedded.statuses')
}

const notTold = (method: string, detail: string): CrmError =>
  new CrmError({ kind: 'malformed', method: 'GET', path: `/api/v4/${method}`, status: 200, detail })
