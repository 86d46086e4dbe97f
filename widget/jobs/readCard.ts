import type { CallOptions, FetchedMany } from '../api/crmClient'
import { explainFigures } from '../calc/explainFigures'
import type { Explanation } from '../calc/explanation'
import type { Rules } from '../calc/rules'
import type { BuyersRefusal } from '../records/buyersRefusal'
import type { ParentCard } from '../records/parentCard'
import type { FieldIds } from '../records/parentWrite'
import type { ParentRef } from '../records/parents'
import type { Settings } from '../settings/settings'
import { createBuyersOfCard } from './buyersOfCard'
import type { CardRefreshDeps } from './cardRefreshDeps'
import { createCardSource, type ReadCard } from './createCardSource'
import { hasCountedBuyers } from './hasCountedBuyers'
import { knownContactIds } from './knownContactIds'

export interface ReadCardRequest {
  readonly parent: ParentRef
  readonly settings: Settings
  /** Fields whose stored values are read. */
  readonly ids: FieldIds
  /** Deals that may be read one by one where filters are off. */
  readonly singleLimit: number
  readonly signal: AbortSignal
  /** Told what the fields hold, before anything that hangs on the card is read. */
  readonly onCard: (card: ParentCard) => void
  /** Told while deals are read one by one. */
  readonly onProgress: (read: number, total: number) => void
}

export type CardReading =
  | {
      readonly kind: 'read'
      readonly card: ParentCard
      readonly explanation: Explanation
      /** Why buyers are not among what is explained, although they count; null where they are. */
      readonly withoutBuyers: BuyersRefusal | null
    }
  | { readonly kind: 'noCard' }
  /** More deals than may be read one by one. */
  | { readonly kind: 'tooMany'; readonly card: ParentCard; readonly leads: number }

/**
 * Reads one card with everything that hangs on it and explains its figures. Three calls deep at most: the card; its deals, buyers and a
 * company's contacts; those contacts' deals and buyers. Where the CRM refuses buyers that count, the figures are without any.
 * @throws CrmError
 */
export const readCard = async (
  { client, directory }: CardRefreshDeps,
  { parent, settings, ids, singleLimit, signal, onCard, onProgress }: ReadCardRequest,
): Promise<CardReading> => {
  const options: CallOptions = { priority: 'card', signal }
  const readsBuyers = hasCountedBuyers(settings.buyers, 'periodicity')
  const ofBuyers = createBuyersOfCard(readsBuyers)
  const [found, pipelines] = await Promise.all([
    ofBuyers.linked((hasBuyers) => client.fetchParent(parent, ids, { ...options, hasBuyers })),
    directory.pipelines(options),
  ])
  if (found === null || found.card.isDeleted) return { kind: 'noCard' }
  const { card } = found
  onCard(card)
  const many = { ...options, singleLimit, onProgress: createSinglesOnly(onProgress) }
  const viaContacts = parent.type === 'companies' && settings.companies === 'withContacts'
  const mayHaveBuyers = found.customerIds.length > 0 || viaContacts || ofBuyers.refusal() !== null
  const readCustomers = (asked: readonly number[]) =>
    ofBuyers.read(() => readMany(asked, (some) => client.fetchCustomers(some, many)), [])
  const [leads, customers, contacts, buyers] = await Promise.all([
    readMany(found.leadIds, (asked) => client.fetchLeads(asked, many)),
    readCustomers(readsBuyers ? found.customerIds : []),
    readMany(viaContacts ? knownContactIds(found.contactIds) : [], (asked) =>
      ofBuyers.linked((hasBuyers) => client.fetchParents('contacts', asked, {}, { ...many, hasBuyers })),
    ),
    readsBuyers && mayHaveBuyers ? ofBuyers.read(() => directory.buyers(options), null) : noBuyers,
  ])
  const tooMany = { kind: 'tooMany', card, leads: found.leadIds.length } as const
  if (leads === null || customers === null || contacts === null) return tooMany

  const otherIds = (key: 'leadIds' | 'customerIds', known: readonly { readonly id: number }[]) => {
    const knownIds = new Set(known.map(({ id }) => id))
    return [...new Set(contacts.flatMap((contact) => contact[key]))].filter((id) => !knownIds.has(id))
  }
  const otherCustomerIds = readsBuyers ? otherIds('customerIds', customers) : []
  const [leadsViaContacts, customersViaContacts] = await Promise.all([
    readMany(otherIds('leadIds', leads), (asked) => client.fetchLeads(asked, many)),
    readCustomers(ofBuyers.refusal() === null ? otherCustomerIds : []),
  ])
  if (leadsViaContacts === null || customersViaContacts === null)
    return { ...tooMany, leads: tooMany.leads + otherIds('leadIds', leads).length }

  const hasBuyers = ofBuyers.areUnknown() || found.customerIds.length + otherCustomerIds.length > 0
  const isCounted = buyers === null || hasCountedBuyers(settings.buyers, buyers.mode)
  const withoutBuyers = hasBuyers && isCounted ? ofBuyers.refusal() : null
  const { mode, stages } = withoutBuyers === null && buyers !== null ? buyers : noBuyers
  const rules: Rules = { settings, pipelines, customerStages: stages, customersMode: mode }
  const explanation = explainCard(
    {
      type: parent.type,
      card,
      contacts,
      leads: [...leads, ...leadsViaContacts],
      customers: [...customers, ...customersViaContacts],
    },
    rules,
  )
  return { kind: 'read', card, explanation, withoutBuyers }
}

const noBuyers = { mode: 'disabled', stages: [] } as const

/** null = too many. */
const readMany = async <T>(
  ids: readonly number[],
  read: (ids: readonly number[]) => Promise<FetchedMany<T>>,
): Promise<readonly T[] | null> => {
  if (ids.length === 0) return []
  const found = await read(ids)
  return found.isComplete ? found.records : null
}

/** Passes progress on only where it goes in steps of one, not by whole chunks. */
const createSinglesOnly = (onProgress: (read: number, total: number) => void) => {
  let isSingle = false
  return (read: number, total: number): void => {
    if (read === 1) isSingle = total > 1
    if (isSingle) onProgress(read, total)
  }
}

const explainCard = (read: ReadCard, rules: Rules): Explanation => {
  const leads = new Map(read.leads.map((lead) => [lead.id, lead]))
  const customers = new Map(read.customers.map((customer) => [customer.id, customer]))
  const parent = { type: read.type, id: read.card.id }
  return explainFigures(createCardSource(read), rules, parent, {
    lead: (id) => leads.get(id),
    customer: (id) => customers.get(id),
  })
}
