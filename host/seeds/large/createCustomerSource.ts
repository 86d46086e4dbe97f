import type { FileCustomer } from '../../account/accountFile'
import type { RecordSource } from '../../account/recordSource'
import { buyerStages } from '../demo/createBuyers'
import { groupOf, salesPeople } from '../demo/demoUsers'
import type { LargeLinks } from './createLinks'
import { createdAt, createFacts, createIdRange, type LargeSize, pickByChance, updatedAt } from './largeFacts'

const stageIds = Object.values(buyerStages)
const secondsPerDay = 86_400

/** Buyers in all stages with 0 to 24 purchases, the totals of which stand in the record. */
export function createCustomerSource(size: LargeSize, links: LargeLinks): RecordSource<FileCustomer> {
  const facts = createFacts(size.seed, 'customers')
  const ids = createIdRange(facts, 'customers', size.customers)
  return {
    count: size.customers,
    ...ids,
    createdAtAt: (index) => createdAt(index, size.customers),
    updatedAtAt: (index) => updatedAt(index, size.customers, facts),
    contactIdsAt: (index) => links.contactIds(facts, index),
    companyIdAt: (index) => links.companyId(facts, index),
    recordAt(index) {
      const userId = pickByChance(salesPeople, facts(index, 'author'))
      const companyId = links.companyId(facts, index)
      const updated_at = updatedAt(index, size.customers, facts)
      const purchases_count = Math.floor(facts(index, 'purchases') ** 2 * 25)
      const usualPrice = 500 + Math.floor(facts(index, 'amount') ** 2 * 400) * 50
      return {
        id: ids.idAt(index),
        name: `Покупатель №${index + 1}`,
        next_price: usualPrice,
        next_date: updated_at + 30 * secondsPerDay,
        status_id: pickByChance(stageIds, facts(index, 'stage')),
        periodicity: 30,
        purchases_count,
        ltv: purchases_count * usualPrice,
        average_check: purchases_count === 0 ? 0 : usualPrice,
        responsible_user_id: userId,
        group_id: groupOf(userId),
        created_by: userId,
        updated_by: userId,
        created_at: createdAt(index, size.customers),
        updated_at,
        _embedded: {
          tags: [],
          contacts: links.contactIds(facts, index).map((id, place) => ({ id, is_main: place === 0 })),
          companies: companyId === null ? [] : [{ id: companyId }],
        },
      }
    },
  }
}
