import type { CallOptions, CrmEvent, FetchedMany } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import type { LinkColumns, ParentIndex } from '../records/columns'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import { type ParentType, parentTypes } from '../records/parents'
import type { FinishedRecords } from './createRunRecords'
import type { BulkRunDeps } from './bulkRunDeps'
import { deletedCard } from './deletedCard'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { touchedBy } from './touchedRecords'

/** Records of one kind that changed: as they are now, or gone. */
export interface ChangedRecords<T> {
  readonly found: Map<number, T>
  readonly gone: Set<number>
}

/** What changed since the records were read; nothing reaches the records before `apply`. */
export interface Changes {
  readonly leads: ChangedRecords<Lead>
  readonly customers: ChangedRecords<Customer>
  readonly contacts: ChangedRecords<ParentCard>
  readonly companies: ChangedRecords<ParentCard>
  /** Lists of which too many records changed to be read by id: they have to be read again. */
  readonly stale: Set<RunSource>
  /**
   * Reads what events named that the records do not hold yet, and what hangs on cards that were deleted, restored or merged.
   * @throws CrmError
   */
  follow(events: readonly CrmEvent[]): Promise<void>
  /** `startedAt`: before the first request of this look. Lists that are stale have to be read again after it. */
  apply(startedAt: UnixSeconds): void
}

/** The part of a run that changes are read by: a mirror has as much without a run. */
export interface ChangeContext extends Pick<RunSession, 'fieldIds' | 'records' | 'sources'> {
  readonly deps: Pick<BulkRunDeps, 'client'>
}

const pageSize = 250

const hangingKinds = ['leads', 'customers'] as const
type HangingKind = (typeof hangingKinds)[number]

/** No changes yet, over what is known so far. */
export const createChanges = (run: ChangeContext, known: FinishedRecords, options: CallOptions): Changes => {
  const { client } = run.deps
  const { taken } = run.records
  const pagesOf = (source: RunSource): number => Math.max(1, Math.ceil(countOf(known, source) / pageSize))
  /** Where filters are off, a list costs no more single calls than its pages: beyond that it is cheaper to read it again. */
  const left: Record<RunSource, number> = {
    leads: pagesOf('leads'),
    customers: pagesOf('customers'),
    contacts: pagesOf('contacts'),
    companies: pagesOf('companies'),
  }
  const within = (source: RunSource) => ({ ...options, singleLimit: left[source] })
  const allEvents: CrmEvent[] = []
  const leads: ChangedRecords<Lead> = { found: new Map(), gone: new Set() }
  const customers: ChangedRecords<Customer> = { found: new Map(), gone: new Set() }
  const cards = {
    contacts: { found: new Map(), gone: new Set() } as ChangedRecords<ParentCard>,
    companies: { found: new Map(), gone: new Set() } as ChangedRecords<ParentCard>,
  }
  const stale = new Set<RunSource>()
  const readTypes = parentTypes.filter((type) => run.sources.includes(type))

  const readMissing = async <T extends { readonly id: number }>(
    source: RunSource,
    records: ChangedRecords<T>,
    ids: Iterable<number>,
    read: (asked: readonly number[]) => Promise<FetchedMany<T>>,
  ): Promise<void> => {
    const asked = [...new Set(ids)].filter((id) => !records.found.has(id) && !records.gone.has(id))
    if (asked.length === 0 || stale.has(source)) return
    const found = await read(asked)
    if (!found.isComplete) {
      stale.add(source)
      return
    }
    left[source] = Math.max(0, left[source] - asked.length)
    for (const record of found.records) records.found.set(record.id, record)
    for (const id of asked) if (!records.found.has(id)) records.gone.add(id)
  }

  const readLeads = (ids: Iterable<number>) =>
    readMissing('leads', leads, ids, (asked) => client.fetchLeads(asked, within('leads')))
  const readCustomers = (ids: Iterable<number>) =>
    run.sources.includes('customers')
      ? readMissing('customers', customers, ids, (asked) => client.fetchCustomers(asked, within('customers')))
      : undefined
  const readCards = (type: ParentType, ids: Iterable<number>) =>
    readMissing(type, cards[type], ids, (asked) =>
      client.fetchParents(type, asked, run.fieldIds[type], within(type)),
    )

  /** Takes deleted records out without asking; one that its list still gave was read before, or is back: that is asked. */
  const takeDeleted = <T>(
    { found, gone }: ChangedRecords<T>,
    deleted: ReadonlySet<number>,
    touched: Set<number>,
  ): void => {
    for (const id of deleted)
      if (found.delete(id)) touched.add(id)
      else gone.add(id)
  }

  /** Everything that hangs on the cards now, and everything that is known to have hung on them. */
  const readMoved = async (type: ParentType, ids: ReadonlySet<number>): Promise<void> => {
    if (ids.size === 0) return
    const asked = [...ids].filter((id) => !cards[type].gone.has(id))
    const found =
      asked.length === 0
        ? nothing
        : await client.fetchParents(type, asked, run.fieldIds[type], {
            ...options,
            // Instead of them everything would have to be read again: nobody else knows what hangs on them.
            singleLimit: run.sources.reduce((pages, source) => pages + pagesOf(source), 0),
          })
    if (!found.isComplete) {
      for (const source of run.sources) stale.add(source)
      return
    }
    const hanging: Record<HangingKind, Set<number>> = { leads: new Set(), customers: new Set() }
    for (const card of found.records) {
      cards[type].found.set(card.id, card)
      for (const id of card.leadIds) hanging.leads.add(id)
      for (const id of card.customerIds) hanging.customers.add(id)
    }
    for (const id of ids) if (!cards[type].found.has(id)) cards[type].gone.add(id)
    if (type === 'companies' && readTypes.includes('contacts'))
      await readCards('contacts', [
        ...found.records.flatMap((card) => card.contactIds),
        ...contactsOf(known, ids),
      ])
    for (const kind of hangingKinds)
      for (const id of idsLinking(known, kind, type, ids)) hanging[kind].add(id)
    await Promise.all([readLeads(hanging.leads), readCustomers(hanging.customers)])
  }

  /** Cards that fresh deals and buyers link and that were never listed. */
  const unlistedOf = (type: ParentType): readonly number[] => {
    const { index, isListed } = known.parents[type]
    const linked = [...leads.found.values(), ...customers.found.values()].flatMap((record) =>
      type === 'contacts' ? record.contacts.map((contact) => contact.id) : record.companyIds,
    )
    return linked.filter((id) => (isListed[index.indexOf(id)] ?? 0) === 0 && !taken.absent[type].has(id))
  }

  return {
    leads,
    customers,
    ...cards,
    stale,
    async follow(events) {
      allEvents.push(...events)
      const touched = touchedBy(taken.newOf(events, run.sources), events)
      takeDeleted(leads, touched.deleted.leads, touched.leads)
      for (const type of parentTypes) takeDeleted(cards[type], touched.deleted[type], touched[type])
      await Promise.all([readLeads(touched.leads), readCustomers(touched.customers)])
      // A merged deal takes over the clients of the one that is gone: what hangs on them tells which one that was.
      for (const id of touched.mergedLeads) {
        const lead = leads.found.get(id)
        for (const contact of lead?.contacts ?? []) touched.moved.contacts.add(contact.id)
        for (const companyId of lead?.companyIds ?? []) touched.moved.companies.add(companyId)
      }
      for (const type of parentTypes) await readMoved(type, touched.moved[type])
      for (const type of readTypes) await readCards(type, [...touched[type], ...unlistedOf(type)])
    },
    apply(startedAt) {
      const { records } = run
      taken.keep(allEvents, run.sources, startedAt)
      records.appendLeads([...leads.found.values()])
      records.appendCustomers([...customers.found.values()])
      records.deleteLeads(leads.gone)
      records.deleteCustomers(customers.gone)
      for (const type of readTypes) {
        for (const id of cards[type].gone) taken.absent[type].add(id)
        for (const id of cards[type].found.keys()) taken.absent[type].delete(id)
        records.appendParents(type, [...cards[type].found.values()])
        const gone = [...cards[type].gone].map((id) => deletedCard(known.parents[type], id))
        records.appendParents(
          type,
          gone.filter((card) => card !== null),
        )
      }
    },
  }
}

const nothing = { isComplete: true, records: [] } as const

/** Ids of the known deals or buyers that link one of the given cards. */
const idsLinking = (
  known: FinishedRecords,
  kind: HangingKind,
  type: ParentType,
  parentIds: ReadonlySet<number>,
): readonly number[] => {
  const rows = known.sources[kind]
  return rowsLinking(rows[type], rows.count, known.sources[type], parentIds).map((row) => rows.ids[row] ?? 0)
}

/** Ids of the contacts that are known to belong to one of the companies. */
const contactsOf = ({ sources }: FinishedRecords, companyIds: ReadonlySet<number>): readonly number[] => {
  const { contacts, companies, contactCompanies } = sources
  const count = contactCompanies.offsets.length - 1
  return rowsLinking(contactCompanies, count, companies, companyIds).map((row) => contacts.ids[row] ?? 0)
}

const rowsLinking = (
  { offsets, targets }: LinkColumns,
  count: number,
  parents: ParentIndex,
  parentIds: ReadonlySet<number>,
): readonly number[] => {
  const isWanted = new Uint8Array(parents.count)
  for (const id of parentIds) if (parents.indexOf(id) >= 0) isWanted[parents.indexOf(id)] = 1
  const found: number[] = []
  for (let row = 0; row < count; row += 1) {
    const end = offsets[row + 1] ?? 0
    let link = offsets[row] ?? 0
    while (link < end && isWanted[targets[link] ?? 0] === 0) link += 1
    if (link < end) found.push(row)
  }
  return found
}

const countOf = ({ sources }: FinishedRecords, source: RunSource): number => sources[source].count
