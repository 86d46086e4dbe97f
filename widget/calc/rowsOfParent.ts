import type { LinkColumns, ParentIndex, SourceColumns } from '../records/columns'
import type { ParentType } from '../records/parents'
import type { CountedItems } from './countedItems'

/**
 * Rows that hang on one card, by ascending id: those that link it, and for a company (where `viaContacts`) those that link a contact of
 * it. Nothing else can contribute to the card.
 */
export const rowsOfParent = (
  source: Pick<SourceColumns, 'contacts' | 'companies' | 'contactCompanies'>,
  items: Pick<CountedItems, 'count' | 'ids' | 'contacts' | 'companies'>,
  type: ParentType,
  index: number,
  viaContacts: boolean,
): readonly number[] => {
  const own = marksOf([index], source[type])
  const rows = rowsLinking(type === 'contacts' ? items.contacts : items.companies, items.count, own)
  if (type === 'companies' && viaContacts) {
    const { contactCompanies } = source
    const contacts = rowsLinking(contactCompanies, contactCompanies.offsets.length - 1, own)
    rows.push(...rowsLinking(items.contacts, items.count, marksOf(contacts, source.contacts)))
  }
  return [...new Set(rows)].sort((left, right) => items.ids[left]! - items.ids[right]!)
}

/** 1 for each wanted dense index: a look into it costs a tenth of one into a `Set`, and there is one for every link of the account. */
const marksOf = (wanted: readonly number[], parents: ParentIndex): Uint8Array => {
  const marks = new Uint8Array(parents.count)
  for (const index of wanted) marks[index] = 1
  return marks
}

const rowsLinking = (links: LinkColumns, count: number, wanted: Uint8Array): number[] => {
  const { offsets, targets } = links
  const rows: number[] = []
  for (let row = 0; row < count; row += 1) {
    const end = offsets[row + 1]!
    for (let link = offsets[row]!; link < end; link += 1) if (wanted[targets[link]!] === 1) rows.push(row)
  }
  return rows
}
