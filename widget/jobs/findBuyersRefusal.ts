import type { CallOptions } from '../api/callOptions'
import type { FieldClient } from '../api/crmClient'
import type { CustomersMode } from '../records/account'
import { type BuyersRefusal, buyersRefusalOf } from '../records/buyersRefusal'
import { isCrmError } from '../records/crmError'
import { readBuyerStages } from './readBuyerStages'

/**
 * Why the CRM gives no buyers to count; null where it gives them, where the account has none, and where it does not answer just now: who
 * only wants to say so is not held up by it. Costs one call, with stages two at once.
 */
export const findBuyersRefusal = async (
  client: Pick<FieldClient, 'checkBuyers' | 'listCustomerStages'>,
  mode: CustomersMode,
  options: CallOptions,
): Promise<BuyersRefusal | null> => {
  if (mode === 'unavailable' || mode === 'disabled') return null
  const asked = [
    client.checkBuyers(options),
    ...(mode === 'periodicity' ? [readBuyerStages(client, options)] : []),
  ]
  const refusals = await Promise.all(asked.map(refusalOfCall))
  return refusals.find((refusal) => refusal !== null) ?? null
}

/** @throws what is no error of the CRM */
const refusalOfCall = async (call: Promise<unknown>): Promise<BuyersRefusal | null> => {
  try {
    await call
    return null
  } catch (error) {
    const refusal = buyersRefusalOf(error)
    if (refusal === null && !isCrmError(error)) throw error
    return refusal
  }
}
