import type { CallOptions, CrmEvent, FetchedMany } from '../api/crmClient'
import type { UnixSeconds } from '../records/brands'
import { BuyersRefused } from '../records/buyersRefusal'
import { createIdSet } from '../records/createIdSet'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import { type ParentType, parentTypes } from '../records/parents'
import type { Steps } from '../records/steps'
import type { BulkRunDeps } from './bulkRunDeps'
import { deletedCard } from './deletedCard'
import { contactsOf, type HangingKind, hangingKinds, idsLinking } from './idsLinking'
import { knownContactIds } from './knownContactIds'
import { isKnownCard } from './isKnownCard'
import { readLinked } from './readLinked'
import type { FinishedRecords } from './runRecords'
import type { RunSession } from './runSession'
import type { RunSource } from './runState'
import { touchedBy } from './touchedRecords'

/** Records of one kind that changed: as they are now, or gone. */
export interface ChangedRecords<T> {
  readonly found: Map<number, T>
  readonly gone: Set<number>
}

/** What changed since the records were read; nothing reaches the records before it is applied. */
export interface Changes {
  readonly leads: ChangedRecords<Lead>
  readonly customers: ChangedRecords<Customer>
  readonly contacts: ChangedRecords<ParentCard>
  readonly companies: ChangedRecords<ParentCard>
  /** Lists of which too many records changed to be read by id: they have to be read again. */
  readonly stale: Set<RunSource>
  /** Takes in records of a list of changes; of one that comes again the newest state. */
  readonly keepLeads: (leads: readonly Lead[]) => void
  readonly keepCustomers: (customers: readonly Customer[]) => void
  /** Cards that are as they are known, such as those of the run's own writes, are no change: they are not kept. */
  readonly keepParents: (type: ParentType, cards: readonly ParentCard[]) => void
  /**
   * Reads what events named that the records do not hold yet, and what hangs on cards that were deleted, restored or merged.
   * @throws CrmError
   */
  follow(events: readonly CrmEvent[]): Promise<void>
  /**
   * Puts everything into the records, a page's worth in a step, and has to be gone through to its end. `startedAt`: before the first request
   * of this look. Lists that are stale have to be read again after it.
   */
  applyInSteps(startedAt: UnixSeconds): Steps<void>
}

/** The part of a run that changes are read by: a mirror has as much without a run. */
export interface ChangeContext extends Pick<RunSession, 'fieldIds' | 'records' | 'sources'> {
  readonly deps: Pick<BulkRunDeps, 'client'>
}

const pageSize = 250

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
  /** Cards that a list gave and that are as they are known. */
  const unchanged = { contacts: createIdSet(), companies: createIdSet() }
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
    readMissing(
      type,
      cards[type],
      [...ids].filter((id) => !unchanged[type].has(id)),
      (asked) => client.fetchParents(type, asked, run.fieldIds[type], { ...within(type), hasBuyers: false }),
    )

  /** Takes deleted records out without asking; one that its list still gave was read before, or is back: that is asked. */
  const takeDeleted = (
    { gone }: Pick<ChangedRecords<unknown>, 'gone'>,
    deleted: ReadonlySet<number>,
    touched: Set<number>,
    forget: (id: number) => boolean,
  ): void => {
    for (const id of deleted)
      if (forget(id)) touched.add(id)
      else gone.add(id)
  }

  /** With the buyers that hang on cards, where the run counts any. @throws CrmError, BuyersRefused */
  const askLinked = async <T>(ask: (hasBuyers: boolean) => Promise<T>): Promise<T> => {
    if (!run.sources.includes('customers')) return ask(false)
    const { found, refusal } = await readLinked(ask)
    if (refusal !== null) throw new BuyersRefused(refusal)
    return found
  }

  /** Everything that hangs on the cards now, and everything that is known to have hung on them. */
  const readMoved = async (type: ParentType, ids: ReadonlySet<number>): Promise<void> => {
    if (ids.size === 0) return
    const asked = [...ids].filter((id) => !cards[type].gone.has(id))
    // Instead of them everything would have to be read again: nobody else knows what hangs on them.
    const singleLimit = run.sources.reduce((pages, source) => pages + pagesOf(source), 0)
    const ask = (hasBuyers: boolean) =>
      client.fetchParents(type, asked, run.fieldIds[type], { ...options, singleLimit, hasBuyers })
    const found = asked.length === 0 ? nothing : await askLinked(ask)
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
        ...found.records.flatMap((card) => knownContactIds(card.contactIds)),
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
      takeDeleted(leads, touched.deleted.leads, touched.leads, (id) => leads.found.delete(id))
      for (const type of parentTypes)
        takeDeleted(
          cards[type],
          touched.deleted[type],
          touched[type],
          (id) => cards[type].found.delete(id) || unchanged[type].delete(id),
        )
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
    keepLeads: (records) => keep(leads.found, records),
    keepCustomers: (records) => keep(customers.found, records),
    keepParents(type, records) {
      for (const card of records)
        if (isKnownCard(known, type, card)) unchanged[type].add(card.id)
        else keep(cards[type].found, [card])
    },
    *applyInSteps(startedAt) {
      const { records } = run
      taken.keep(allEvents, run.sources, startedAt)
      for (const page of inPages(leads.found.values())) {
        records.appendLeads(page)
        yield
      }
      for (const page of inPages(customers.found.values())) {
        records.appendCustomers(page)
        yield
      }
      for (const page of inPages(leads.gone)) {
        records.deleteLeads(page)
        yield
      }
      for (const page of inPages(customers.gone)) {
        records.deleteCustomers(page)
        yield
      }
      for (const type of readTypes) {
        for (const page of inPages(cards[type].found.values())) {
          records.appendParents(type, page)
          for (const { id } of page) taken.absent[type].delete(id)
          yield
        }
        for (const page of inPages(cards[type].gone)) {
          const gone = page.map((id) => deletedCard(known.parents[type], id))
          records.appendParents(
            type,
            gone.filter((card) => card !== null),
          )
          for (const id of page) taken.absent[type].add(id)
          yield
        }
      }
    },
  }
}

const keep = <T extends { readonly id: number; readonly updatedAt: UnixSeconds }>(
  found: Map<number, T>,
  records: readonly T[],
): void => {
  for (const record of records) {
    const before = found.get(record.id)
    if (before === undefined || before.updatedAt <= record.updatedAt) found.set(record.id, record)
  }
}

/** Arrays of at most a page's worth. */
function* inPages<T>(records: Iterable<T>): Generator<readonly T[]> {
  let page: T[] = []
  for (const record of records) {
    page.push(record)
    if (page.length < pageSize) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

const nothing = { isComplete: true, records: [] } as const

const countOf = ({ sources }: FinishedRecords, source: RunSource): number => sources[source].count
