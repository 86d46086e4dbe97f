import type { MinorUnits, UnixSeconds } from '../../widget/records/brands'
import type { Lead } from '../../widget/records/lead'

/** A won deal of 1,000.00 in pipeline 10 without links; the partial overrides any key. */
export const aLead = (partial: Partial<Lead> = {}): Lead => ({
  id: 1001,
  name: 'Сделка',
  pipelineId: 10,
  stageId: 142,
  amount: 100_000 as MinorUnits,
  responsibleUserId: 501,
  isDeleted: false,
  createdAt: 1_700_000_000 as UnixSeconds,
  updatedAt: 1_700_100_000 as UnixSeconds,
  closedAt: 1_700_100_000 as UnixSeconds,
  contacts: [],
  companyIds: [],
  ...partial,
})
