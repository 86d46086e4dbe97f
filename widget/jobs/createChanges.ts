import type { CallOptions } from '../api/callOptions'
import type { FetchedMany } from '../api/crmClient'
import type { CrmEvent } from '../api/listCalls'
import { BuyersRefused } from '../records/buyersRefusal'
import { createIdSet } from '../records/createIdSet'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import { type ParentType, parentTypes } from '../records/parents'
import { applyChanges } from './applyChanges'
import { contactsOf, type HangingKind, hangingKinds, idsLinking } from './idsLinking'
import type { ChangeContext, ChangedRecords, Changes, Readings, Stamped } from './changes'
import { createKeptCheck } from './createKeptCheck'
import { isKnownCard } from './isKnownCard'
import { readLinked } from './readLinked'
import { runInParts } from './runInParts'
import type { FinishedRecords } from './runRecords'
import type { RunSource } from './runState'
import { touchedBy, type TouchedRecords } from './touchedRecords'

const pageSize = 250
/** Records that may be missing where they are known to be, before everything is read anew instead of them. */
const mostUnmet = 100
/** As many of them are read one by one in any case. */
const fewUnmet = 20

/** No changes yet, over what is known so far. `rest` lets the page draw and answer. */
export const createChanges = (
  run: ChangeContext,
  known: FinishedRecords,
  options: CallOptions,
  rest: () => Promise<void> = () => Promise.resolve(),
): Changes => {
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
  const leads = noRecords<Lead>()
  const customers = noRecords<Customer>()
  const cards = { contacts: noRecords<ParentCard>(), companies: noRecords<ParentCard>() }
  /** Cards that a list gave and that are as they are known. */
  const unchanged = { contacts: createIdSet(), companies: createIdSet() }
  const stale = new Set<RunSource>()
  const kept = createKeptCheck(run.records)
  /** Records that have gone back, until an event explains it. */
  const setBack: { readonly source: RunSource; readonly id: number }[] = []
  let isBehind = false
  const recordsOf: Readonly<Record<RunSource, ChangedRecords<Stamped>>> = { leads, customers, ...cards }
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
    left[source] = Math.max(0, left[source] - found.singles)
    for (const record of found.records) {
      records.found.set(record.id, record)
      records.current.add(record.id)
    }
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
      cards[type].current.add(card.id)
      // What the CRM leaves out is no empty list: nobody knows then what moved with the card.
      if (card.leadIds === null) stale.add('leads')
      if (card.customerIds === null && run.sources.includes('customers')) stale.add('customers')
      if (card.contactIds === null && readTypes.includes('contacts')) stale.add('contacts')
      for (const id of card.leadIds ?? []) hanging.leads.add(id)
      for (const id of card.customerIds ?? []) hanging.customers.add(id)
    }
    for (const id of ids) if (!cards[type].found.has(id)) cards[type].gone.add(id)
    if (type === 'companies' && readTypes.includes('contacts'))
      await readCards('contacts', [
        ...found.records.flatMap((card) => card.contactIds ?? []),
        ...contactsOf(known, ids),
      ])
    for (const kind of hangingKinds)
      for (const id of idsLinking(known, kind, type, ids)) hanging[kind].add(id)
    await Promise.all([readLeads(hanging.leads), readCustomers(hanging.customers)])
  }

  const keepOlder = <T extends Stamped>(
    source: RunSource,
    found: Map<number, T>,
    records: readonly T[],
  ): void => {
    const differing = kept.differing(source, records)
    noteSetBack(source, differing)
    for (const { id } of differing) recordsOf[source].current.add(id)
    keep(found, differing)
  }

  const noteSetBack = (source: RunSource, records: Iterable<Stamped>): void => {
    for (const record of records) if (kept.isBehind(source, record)) setBack.push({ source, id: record.id })
  }

  /** Reads what is known and was not met where it ought to stand: set back by hand, gone without an event, or of another account. */
  const readUnmet = async (readings: Readings, touched: TouchedRecords): Promise<void> => {
    for (const [source, reading] of readings) {
      const { found, gone } = recordsOf[source]
      const unmet = (await runInParts(kept.unmet(source, reading), rest)).filter(
        (id) => !found.has(id) && !gone.has(id) && !touched[source].has(id),
      )
      if (unmet.length > mostUnmet) isBehind = true
      if (unmet.length === 0 || isBehind) continue
      left[source] = Math.max(left[source], fewUnmet)
      const wasStale = stale.has(source)
      if (source === 'leads') await readLeads(unmet)
      else if (source === 'customers') await readCustomers(unmet)
      else {
        await readCards(source, unmet)
        await readMoved(source, new Set(unmet.filter((id) => gone.has(id))))
      }
      isBehind ||= !wasStale && stale.has(source)
      noteSetBack(
        source,
        unmet.map((id) => found.get(id)).filter((record) => record !== undefined),
      )
    }
    const named = touchedBy(allEvents)
    isBehind ||= setBack.some(({ source, id }) => !named[source].has(id))
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
    isBehind: () => isBehind,
    async follow(events, readings) {
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
      if (readings !== undefined) await readUnmet(readings, touched)
      for (const type of readTypes) await readCards(type, [...touched[type], ...unlistedOf(type)])
    },
    keepLeads(records) {
      kept.meet('leads', records)
      keep(leads.found, records)
    },
    keepCustomers(records) {
      kept.meet('customers', records)
      keep(customers.found, records)
    },
    isMissed: (source, { id, updatedAt }) => run.records.changedAt(source, id) !== updatedAt,
    keepOlder: {
      leads: (records) => keepOlder('leads', leads.found, records),
      customers: (records) => keepOlder('customers', customers.found, records),
      parents: (type, records) => keepOlder(type, cards[type].found, records),
    },
    keepParents(type, records) {
      kept.meet(type, records)
      for (const card of records)
        if (isKnownCard(known, type, card)) unchanged[type].add(card.id)
        else keep(cards[type].found, [card])
    },
    *applyInSteps(startedAt) {
      // What events tell of a list that is read again after this is not in the records before that.
      if (stale.size === 0 && !isBehind) taken.keep(allEvents, run.sources, startedAt)
      yield* applyChanges(run.records, known, { leads, customers, ...cards }, readTypes)
    },
  }
}

const noRecords = <T>(): ChangedRecords<T> => ({ found: new Map(), gone: new Set(), current: createIdSet() })

const keep = <T extends Stamped>(found: Map<number, T>, records: readonly T[]): void => {
  for (const record of records) {
    const before = found.get(record.id)
    if (before === undefined || before.updatedAt <= record.updatedAt) found.set(record.id, record)
  }
}

const nothing = { isComplete: true, records: [] } as const

const countOf = ({ sources }: FinishedRecords, source: RunSource): number => sources[source].count
