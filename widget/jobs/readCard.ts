import type { CallOptions } from '../api/callOptions'
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
import type { BuyersDirectory } from './directory'
import { hangingIds } from './hangingIds'
import { hasCountedBuyers } from './hasCountedBuyers'
import { needsMain } from './needsMain'
import { readHanging, readMany } from './readHanging'
import { needsBuyerStages, requireBuyers } from './requireBuyers'

export interface ReadCardRequest {
  readonly parent: ParentRef
  readonly settings: Settings
  /** Fields whose stored values are read; found out while the card is read. */
  readonly ids: Promise<FieldIds>
  /** Deals that may be read one by one where filters are off. */
  readonly singleLimit: number
  readonly signal: AbortSignal
  /** See `CallOptions`. */
  readonly onAnswered: (askedAt: number | null) => void
  /** Told what the fields hold, before anything that hangs on the card is read. */
  readonly onCard: (card: ParentCard, ids: FieldIds) => void
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
      /** How the buyers that are explained count. */
      readonly buyers: BuyersDirectory
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
  { parent, settings, ids, singleLimit, signal, onAnswered, onCard, onProgress }: ReadCardRequest,
): Promise<CardReading> => {
  const options: CallOptions = { priority: 'card', signal, onAnswered, needsMain: needsMain(settings) }
  const readsBuyers = hasCountedBuyers(settings.buyers, 'periodicity')
  const ofBuyers = createBuyersOfCard(readsBuyers)
  const [found, pipelines, fieldIds] = await Promise.all([
    ofBuyers.linked((hasBuyers) => client.fetchParent(parent, ids, { ...options, hasBuyers })),
    directory.pipelines(options),
    ids,
  ])
  if (found === null || found.card.isDeleted) return { kind: 'noCard' }
  const { card } = found
  onCard(card, fieldIds)
  const many = { ...options, singleLimit, onProgress: createSinglesOnly(onProgress) }
  const viaContacts = parent.type === 'companies' && settings.companies === 'withContacts'
  const mayHaveBuyers =
    found.customerIds === null || found.customerIds.length > 0 || viaContacts || ofBuyers.refusal() !== null
  const needsStages = needsBuyerStages(settings.buyers)
  const buyers =
    readsBuyers && mayHaveBuyers
      ? ofBuyers.read(() => directory.buyers(options, needsStages), null)
      : Promise.resolve(noBuyers)
  const request = { buyers: settings.buyers, directory: buyers, ofBuyers, options: many }
  const readContacts = async () => {
    const own = { card, ids: found.contactIds }
    const asked = await hangingIds(client, parent.type, 'contacts', [own], options)
    return readMany(asked, (some) =>
      ofBuyers.linked((hasBuyers) =>
        client.fetchParents('contacts', some, {}, { ...options, singleLimit, hasBuyers }),
      ),
    )
  }
  const [own, contacts, how] = await Promise.all([
    readHanging({ client }, { ...request, type: parent.type, cards: [found], known: null }),
    viaContacts ? readContacts() : [],
    buyers,
  ])
  const tooMany = { kind: 'tooMany', card, leads: own.leadIds.length } as const
  if (own.leads === null || own.customers === null || contacts === null) return tooMany

  const linked = contacts.map((contact) => ({ ...contact, card: contact }))
  const via = await readHanging({ client }, { ...request, type: 'contacts', cards: linked, known: own })
  if (via.leads === null || via.customers === null)
    return { ...tooMany, leads: tooMany.leads + via.leadIds.length }

  const leads = [...own.leads, ...via.leads]
  const customers = [...own.customers, ...via.customers]
  const hasBuyers = ofBuyers.areUnknown() || own.mayHaveBuyers || via.mayHaveBuyers
  const isCounted = how === null || hasCountedBuyers(settings.buyers, how.mode)
  const withoutBuyers = hasBuyers && isCounted ? ofBuyers.refusal() : null
  const counted = withoutBuyers === null && how !== null ? how : noBuyers
  const { mode, stages } = counted
  if (withoutBuyers === null && customers.length > 0) requireBuyers(settings.buyers, counted)
  const rules: Rules = { settings, pipelines, customerStages: stages, customersMode: mode }
  const explanation = explainCard({ type: parent.type, card, contacts, leads, customers }, rules)
  return { kind: 'read', card, explanation, withoutBuyers, buyers: counted }
}

/** Where none count. */
export const noBuyers: BuyersDirectory = { mode: 'disabled', stages: [] }

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
