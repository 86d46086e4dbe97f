import type { DemoClient, DemoLedger } from './demoLedger'
import { moscowTime } from './moscowTime'

/** Days around December 2025 in which, but for eight clients, nobody buys twice. */
const from = moscowTime(2025, 11, 30)
const to = moscowTime(2026, 1, 2)

/** Whether a sale at this moment falls under the rule. */
export function isDecemberSale(at: number): boolean {
  return at >= from && at < to
}

/**
 * Notes a sale of these clients and says whether it may happen: outside the days of the rule always, within them once
 * for a company with all its people and once for a private person.
 */
export function isSaleFree(ledger: DemoLedger, at: number, clients: readonly DemoClient[]): boolean {
  if (!isDecemberSale(at)) return true
  const keys = clients.map(({ companyId, contactIds }) =>
    companyId === null ? `contact ${contactIds.join()}` : `company ${companyId}`,
  )
  if (keys.some((key) => ledger.decemberBuyers.has(key))) return false
  for (const key of keys) ledger.decemberBuyers.add(key)
  return true
}
