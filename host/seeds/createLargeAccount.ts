import type { LargeAccount } from '../account/accountFile'
import { createBuyerStages } from './demo/createBuyers'
import { createDemoFields } from './demo/demoFields'
import { createDemoUsers, userGroups } from './demo/demoUsers'
import { createCompanySource, createContactSource } from './large/createCardSources'
import { createCustomerSource } from './large/createCustomerSource'
import { createLeadSource } from './large/createLeadSource'
import { createLinks } from './large/createLinks'
import type { LargeSize } from './large/largeFacts'
import { createLargePipelines, largeHiddenStage } from './large/largePipelines'

/**
 * An account of any size, ready at once: each record is computed from its index and the seed when it is asked for, so
 * the same sizes and seed give the same data, and nothing is kept in memory. Deals have 1.33 contacts and 0.7 companies
 * on average; everything happens in 2024 and 2025.
 */
export function createLargeAccount(size: LargeSize): Required<LargeAccount> {
  const links = createLinks(size)
  return {
    file: {
      account: { name: 'Большой счёт', users_groups: userGroups },
      users: createDemoUsers(largeHiddenStage),
      pipelines: createLargePipelines(),
      customers_statuses: createBuyerStages(),
      custom_fields: createDemoFields(),
    },
    sources: {
      leads: createLeadSource(size, links),
      contacts: createContactSource(size, links),
      companies: createCompanySource(size),
      customers: createCustomerSource(size, links),
    },
  }
}
