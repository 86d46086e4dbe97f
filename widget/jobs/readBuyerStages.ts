import type { CallOptions } from '../api/callOptions'
import type { CardClient } from '../api/crmClient'
import { BuyersRefused } from '../records/buyersRefusal'
import type { CustomerStage } from '../records/pipeline'

/** What is thrown where an account whose buyers have stages names none of them. */
export const noBuyerStages = (): BuyersRefused =>
  new BuyersRefused({ kind: 'noStages', status: 0, detail: '', request: 'GET /api/v4/customers/statuses' })

/**
 * Stages of buyers of an account in mode `periodicity`: at least one, since the system ones cannot be deleted (API 5.3).
 * @throws CrmError, BuyersRefused
 */
export const readBuyerStages = async (
  client: Pick<CardClient, 'listCustomerStages'>,
  options: CallOptions,
): Promise<readonly CustomerStage[]> => {
  const stages = await client.listCustomerStages(options)
  if (stages.length === 0) throw noBuyerStages()
  return stages
}
