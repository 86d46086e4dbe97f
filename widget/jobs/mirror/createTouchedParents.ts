import type { ParentType } from '../../records/parents'
import { fieldKeys } from '../../records/fieldKeys'
import type {
  CustomerBlock,
  LeadBlock,
  ParentBlock,
  RecordBlock,
  RecordTable,
} from '../../records/recordBlocks'

/** Dense indexes of cards that changes of records have touched. */
export interface TouchedParents {
  /** Compares one row before (null = there was none) and after its change; both are blocks of one row. */
  compare(table: RecordTable, row: number, before: RecordBlock | null, after: RecordBlock): void
  /** What was touched so far. */
  parents(): { readonly [Type in ParentType]: ReadonlySet<number> }
}

/** Nothing touched yet. `companiesOf` gives the companies of a contact as they are now, by dense index. */
export const createTouchedParents = (companiesOf: (contact: number) => Iterable<number>): TouchedParents => {
  const touched = { contacts: new Set<number>(), companies: new Set<number>() }

  /** A deal or buyer counts for the cards that it links, and for the companies of its contacts. */
  const touchLinked = ({ contacts, companies }: LeadBlock | CustomerBlock): void => {
    for (const company of companies.targets) touched.companies.add(company)
    for (const contact of contacts.targets) {
      touched.contacts.add(contact)
      for (const company of companiesOf(contact)) touched.companies.add(company)
    }
  }

  const touchCard = (type: ParentType, row: number, block: ParentBlock): void => {
    touched[type].add(row)
    for (const company of block.companies.targets) touched.companies.add(company)
  }

  return {
    compare(table, row, before, after) {
      if (before !== null && signatureOf(before) === signatureOf(after)) return
      for (const block of [before, after]) {
        if (block === null) continue
        if (table === 'contacts' || table === 'companies') touchCard(table, row, block as ParentBlock)
        else touchLinked(block as LeadBlock | CustomerBlock)
      }
    },
    parents: () => touched,
  }
}

/** All of a row that a figure or its comparison with the fields can depend on, as a text. */
const signatureOf = (block: RecordBlock): string => {
  if ('stored' in block)
    return [block.isListed, ...fieldKeys.map((key) => block.stored[key]), block.companies.targets].join(';')
  const stage = block.stages[block.stage[0] ?? -1]
  const money = 'amounts' in block ? [block.amounts] : [block.nextPrices, block.ltvs, block.purchasesCounts]
  const links = [block.contacts.targets, block.companies.targets]
  return [JSON.stringify(stage), block.isDeleted, ...money, ...links].join(';')
}
