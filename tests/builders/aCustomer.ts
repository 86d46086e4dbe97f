import type { MinorUnits, UnixSeconds } from '../../widget/records/brands'
import type { Customer } from '../../widget/records/customer'

/** A buyer with two purchases worth 500.00 who is expected to buy for 300.00, without links. */
export const aCustomer = (partial: Partial<Customer> = {}): Customer => ({
  id: 2001,
  name: 'Покупатель',
  stageId: 71,
  nextPrice: 30_000 as MinorUnits,
  ltv: 50_000 as MinorUnits,
  purchasesCount: 2,
  responsibleUserId: 501,
  isDeleted: false,
  createdAt: 1_700_000_000 as UnixSeconds,
  updatedAt: 1_700_100_000 as UnixSeconds,
  contacts: [],
  companyIds: [],
  ...partial,
})
