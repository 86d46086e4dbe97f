import type { RunSource } from './runState'

/** What events call a record of a list (API 9.1). */
export const entityOf: Readonly<Record<RunSource, string>> = {
  leads: 'lead',
  customers: 'customer',
  contacts: 'contact',
  companies: 'company',
}
