import type { LinkColumns, SourceColumns } from '../records/columns'
import type { ParentType } from '../records/parents'
import type { CountedItems } from './countedItems'

/**
 * Rows that hang on one card, by ascending id: those that link it, and for a company (where `viaContacts`) those that link a contact of
 * it. Nothing else can contribute to the card.
 */
export const rowsOfParent = (
  source: Pick<SourceColumns, 'contacts' | 'contactCompanies'>,
  items: Pick<CountedItems, 'count' | 'ids' | 'contacts' | 'companies'>,
  type: ParentType,
  index: number,
  viaContacts: boolean,
): readonly number[] => {
  const own = new Set([index])
  const rows = rowsLinking(type === 'contacts' ? items.contacts : items.companies, items.count, own)
  if (type === 'companies' && viaContacts) {
    const { contactCompanies } = source
    const contacts = new Set(rowsLinking(contactCompanies, contactCompanies.offsets.length - 1, own))
    rows.push(...rowsLinking(items.contacts, items.count, contacts))
  }
  return [...new Set(rows)].sort((left, right) => items.ids[left]! - items.ids[right]!)
}

const rowsLinking = (links: LinkColumns, count: number, wanted: ReadonlySet<number>): number[] => {
  const rows: number[] = []
  if (wanted.size === 0) return rows
  for (let row = 0; row < count; row += 1)
    for (let link = links.offsets[row]!; link < links.offsets[row + 1]!; link += 1)
      if (wanted.has(links.targets[link]!)) rows.push(row)
  return rows
}
