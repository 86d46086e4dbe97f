import type { UnixSeconds } from '../../widget/records/brands'
import type { StoredFigures } from '../../widget/records/figures'
import type { ParentCard } from '../../widget/records/parentCard'

/** Fields of a card that nobody has filled; the partial overrides any. */
export const someStored = (partial: Partial<StoredFigures> = {}): StoredFigures => ({
  boughtCount: null,
  boughtSum: null,
  averageCheck: null,
  inWorkCount: null,
  inWorkSum: null,
  refusedCount: null,
  refusedSum: null,
  actualAt: null,
  ...partial,
})

/** A contact without a company whose fields are empty. */
export const aContact = (partial: Partial<ParentCard> = {}): ParentCard => ({
  id: 3001,
  name: 'Мария Тестова',
  responsibleUserId: 501,
  groupId: 0,
  updatedAt: 1_700_100_000 as UnixSeconds,
  isDeleted: false,
  companyIds: [],
  stored: someStored(),
  ...partial,
})

/** A company whose fields are empty. */
export const aCompany = (partial: Partial<ParentCard> = {}): ParentCard =>
  aContact({ id: 4001, name: 'ООО «Пример»', ...partial })
