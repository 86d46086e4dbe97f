import { createContactCompaniesBuilder } from '../../records/createContactCompaniesBuilder'
import { createCustomerColumnsBuilder } from '../../records/createCustomerColumnsBuilder'
import { type Appended, createLeadColumnsBuilder, type LeadRow } from '../../records/createLeadColumnsBuilder'
import { createParentColumnsBuilder, type ParentRow } from '../../records/createParentColumnsBuilder'
import { createParentIndex } from '../../records/createParentIndex'
import { isMainUnknown } from '../../records/isMainUnknown'
import { type ParentType, parentTypes } from '../../records/parents'
import { blockRows, type RecordBlocks, type RecordTable } from '../../records/recordBlocks'
import { runAtOnce } from '../../records/runAtOnce'
import type { Steps } from '../../records/steps'
import { createTakenChanges } from '../createTakenChanges'
import type { FinishedRecords } from '../runRecords'
import { createBlockVersions } from './createBlockVersions'
import { createTouchedParents, type TouchedParents } from './createTouchedParents'
import type { MirrorRecords } from './mirrorRecords'

/** One table, whatever builder keeps it. */
interface Table<Block> {
  readonly count: () => number
  /** -1 = not there. */
  readonly rowOf: (id: number) => number
  readonly idAt: (row: number) => number
  /** NaN = gone. */
  readonly changedAt: (row: number) => number
  readonly slice: (from: number, to: number) => Block
  readonly load: (block: Block) => void
}

/**
 * Empty records. `tag` is any text that no other records of this browser have had, for example a UUID. `hadUnknownMains`: what
 * `hasUnknownMains` was of the records whose blocks are going to be loaded.
 */
export const createMirrorRecords = (tag: string, hadUnknownMains = false): MirrorRecords => {
  const index = { contacts: createParentIndex(), companies: createParentIndex() }
  const leads = createLeadColumnsBuilder(index.contacts, index.companies)
  const customers = createCustomerColumnsBuilder(index.contacts, index.companies)
  const contactCompanies = createContactCompaniesBuilder(index.contacts, index.companies)
  const parents = {
    contacts: createParentColumnsBuilder(index.contacts),
    companies: createParentColumnsBuilder(index.companies),
  }
  const tables: { readonly [T in RecordTable]: Table<RecordBlocks[T]> } = {
    leads: {
      count: () => leads.count,
      rowOf: (id) => leads.rowOf(id),
      idAt: (row) => leads.idAt(row),
      changedAt: (row) => leads.changedAt(row),
      slice: (from, to) => leads.slice(from, to),
      load: (block) => leads.load(block),
    },
    customers: {
      count: () => customers.count,
      rowOf: (id) => customers.rowOf(id),
      idAt: (row) => customers.idAt(row),
      changedAt: (row) => customers.changedAt(row),
      slice: (from, to) => customers.slice(from, to),
      load: (block) => customers.load(block),
    },
    contacts: {
      count: () => index.contacts.count,
      rowOf: (id) => index.contacts.indexOf(id),
      idAt: (row) => index.contacts.ids[row] ?? 0,
      changedAt: (row) => parents.contacts.changedAt(row),
      slice: (from, to) => ({
        ...parents.contacts.slice(from, to),
        companies: contactCompanies.slice(from, to),
      }),
      load(block) {
        contactCompanies.load(index.contacts.count, block.companies)
        parents.contacts.load(block)
      },
    },
    companies: {
      count: () => index.companies.count,
      rowOf: (id) => index.companies.indexOf(id),
      idAt: (row) => index.companies.ids[row] ?? 0,
      changedAt: (row) => parents.companies.changedAt(row),
      slice: (from, to) => ({ ...parents.companies.slice(from, to), companies: noLinks }),
      load: (block) => parents.companies.load(block),
    },
  }
  const versions = createBlockVersions(tag, {
    count: (table) => tables[table].count(),
    slice: (table, from, to) => tables[table].slice(from, to),
  })
  let touched: TouchedParents | null = null
  let hasUnknownMains = hadUnknownMains

  const noteMains = ({ contacts }: Pick<LeadRow, 'contacts'>): void => {
    hasUnknownMains ||= isMainUnknown(contacts)
  }

  /** Makes changes that may number new cards. */
  const changeAll = <T>(work: () => T): T => {
    const met = { contacts: index.contacts.count, companies: index.companies.count }
    const done = work()
    for (const type of parentTypes) {
      if (index[type].count === met[type]) continue
      parents[type].reserve()
      versions.touch(type, met[type], index[type].count)
    }
    return done
  }

  /** Makes one change of the row of a record (of the next one where it is new) and notes what it touches. */
  const changeRow = <T>(table: RecordTable, id: number, work: () => T): T => {
    const { rowOf, count, slice } = tables[table]
    const known = rowOf(id)
    const row = known < 0 ? count() : known
    versions.touch(table, row, row + 1)
    if (touched === null) return work()
    const before = known < 0 ? null : slice(row, row + 1)
    const done = work()
    touched.compare(table, row, before, slice(row, row + 1))
    return done
  }

  /** Gives how many of the records were there already. */
  const appendAll = <T extends { readonly id: number }>(
    table: RecordTable,
    records: readonly T[],
    append: (record: T) => Appended,
  ): number =>
    changeAll(() => {
      let known = 0
      for (const record of records)
        if (changeRow(table, record.id, () => append(record)) !== 'added') known += 1
      return known
    })

  const idsOf = (type: ParentType, rows: Iterable<number>): ReadonlySet<number> =>
    new Set(Array.from(rows, (row) => index[type].ids[row] ?? 0))

  function* finishInSteps(): Steps<FinishedRecords> {
    const sources = {
      ...index,
      leads: yield* leads.finishInSteps(),
      customers: yield* customers.finishInSteps(),
      contactCompanies: yield* contactCompanies.finishInSteps(),
    }
    const contacts = yield* parents.contacts.finishInSteps()
    return { sources, parents: { contacts, companies: yield* parents.companies.finishInSteps() } }
  }

  return {
    index,
    taken: createTakenChanges(),
    get counts() {
      const { contacts, companies } = index
      return {
        leads: leads.count,
        customers: customers.count,
        contacts: contacts.count,
        companies: companies.count,
      }
    },
    get hasUnknownMains() {
      return hasUnknownMains
    },
    appendLeads(given, isCurrent) {
      given.forEach(noteMains)
      return appendAll('leads', given, (lead) => leads.append(lead, isCurrent))
    },
    appendCustomers(given, isCurrent) {
      given.forEach(noteMains)
      return appendAll('customers', given, (customer) => customers.append(customer, isCurrent))
    },
    appendParents: (type, cards, isCurrent) =>
      appendAll(type, cards, (card) => {
        const appended = parents[type].append(card, isCurrent)
        if (type === 'contacts' && appended !== 'ignored') contactCompanies.append(card)
        return appended
      }),
    changedAt(table, id) {
      const row = tables[table].rowOf(id)
      return row < 0 ? Number.NaN : tables[table].changedAt(row)
    },
    *changedWithin(table, from, to) {
      const { count, idAt, changedAt } = tables[table]
      const ids: number[] = []
      for (let row = 0; row < count(); row += 1) {
        if (row % blockRows === blockRows - 1) yield
        const at = changedAt(row)
        if (at > from && at < to) ids.push(idAt(row))
      }
      return ids
    },
    deleteLeads(ids) {
      for (const id of ids) if (leads.rowOf(id) >= 0) changeRow('leads', id, () => leads.markDeleted(id))
    },
    deleteCustomers(ids) {
      for (const id of ids)
        if (customers.rowOf(id) >= 0) changeRow('customers', id, () => customers.markDeleted(id))
    },
    setStored(type, card: ParentRow) {
      appendAll(type, [card], (given) => parents[type].append(given))
    },
    finish: () => runAtOnce(finishInSteps()),
    finishInSteps,
    load(table, key, block) {
      tables[table].load(block)
      versions.know(table, key)
    },
    snapshot: () => versions.snapshot(),
    track() {
      touched ??= createTouchedParents((contact) => contactCompanies.slice(contact, contact + 1).targets)
    },
    takeChanged() {
      const { contacts, companies } = touched?.parents() ?? { contacts: [], companies: [] }
      touched = null
      return { contacts: idsOf('contacts', contacts), companies: idsOf('companies', companies) }
    },
  }
}

const noLinks = { offsets: new Uint32Array(1), targets: new Uint32Array(0) }
