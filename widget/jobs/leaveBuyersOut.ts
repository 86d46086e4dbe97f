import type { BuyersRefusal } from '../records/buyersRefusal'
import type { RunSession } from './runSession'

/**
 * Has the run count as an account without buyers does: their list is read no more, and what was read of them counts nowhere. The records
 * keep it, under the moment up to which it is certain.
 */
export const leaveBuyersOut = (run: RunSession, refusal: BuyersRefusal): void => {
  run.withoutBuyers = refusal
  run.sources = run.sources.filter((source) => source !== 'customers')
  if (run.rules !== null) run.rules = { ...run.rules, customersMode: 'disabled', customerStages: [] }
}
