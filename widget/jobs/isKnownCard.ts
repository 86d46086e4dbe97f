import { fieldKeys } from '../records/fieldKeys'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import type { FinishedRecords } from './runRecords'

/** Whether a card is listed in the records with all that they keep of it, its date included, as it is. */
export const isKnownCard = (
  { sources, parents }: FinishedRecords,
  type: ParentType,
  card: ParentCard,
): boolean => {
  const { index, isListed, names, responsibleUserIds, updatedAt, stored } = parents[type]
  const row = index.indexOf(card.id)
  if (isListed[row] !== 1 || card.isDeleted) return false
  return (
    updatedAt[row] === card.updatedAt &&
    names[row] === card.name &&
    responsibleUserIds[row] === card.responsibleUserId &&
    fieldKeys.every((key) => Object.is(stored[key][row], card.stored[key] ?? Number.NaN)) &&
    (type === 'companies' || hasCompanies(sources, row, card.companyIds))
  )
}

const hasCompanies = (
  { companies, contactCompanies: { offsets, targets } }: FinishedRecords['sources'],
  contact: number,
  companyIds: readonly number[],
): boolean => {
  const known = targets.subarray(offsets[contact], offsets[contact + 1])
  return (
    known.length === companyIds.length &&
    companyIds.every((id, position) => companies.ids[known[position]!] === id)
  )
}
