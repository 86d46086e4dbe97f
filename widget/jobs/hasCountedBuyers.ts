import type { CustomersMode } from '../records/account'
import type { Settings } from '../settings/settings'

/**
 * True when a switch of the settings counts something of buyers in this mode: otherwise they are not read at all (API 5.1). A mode that the
 * CRM did not tell may be any, so that what counts in one counts.
 */
export const hasCountedBuyers = (buyers: Settings['buyers'], mode: CustomersMode): boolean => {
  if (mode === 'unavailable' || mode === 'disabled') return false
  if (buyers.purchases) return true
  return mode !== 'segments' && mode !== 'dynamic' && (buyers.upcoming || buyers.notBought || buyers.closed)
}
