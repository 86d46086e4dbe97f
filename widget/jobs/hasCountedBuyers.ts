import type { CustomersMode } from '../records/account'
import type { Settings } from '../settings/settings'

/** True when a switch of the settings counts something of buyers in this mode: otherwise they are not read at all (API 5.1). */
export const hasCountedBuyers = (buyers: Settings['buyers'], mode: CustomersMode): boolean => {
  if (mode === 'unavailable' || mode === 'disabled') return false
  if (buyers.purchases) return true
  return mode === 'periodicity' && (buyers.upcoming || buyers.notBought || buyers.closed)
}
