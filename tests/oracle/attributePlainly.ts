import type { WireAccountFile, WireCard, WireCustomer, WireLead, WireLink } from './accountWire'
import type { PlainSettings } from './plainSettings'

/** The cards that are not in the trash, by id. Links to others lead nowhere. */
export interface LivingCards {
  readonly contacts: ReadonlyMap<number, WireCard>
  readonly companies: ReadonlyMap<number, WireCard>
}

type Linked = Pick<WireLead | WireCustomer, '_embedded'>

export function findLivingCards(file: WireAccountFile): LivingCards {
  const living = (cards: readonly WireCard[] = []): ReadonlyMap<number, WireCard> =>
    new Map(cards.filter((card) => card.is_deleted !== true).map((card) => [card.id, card]))
  return { contacts: living(file.contacts), companies: living(file.companies) }
}

/** The living contacts that get a deal or a buyer, with the part of the sum (minor units) that falls to each. */
export function attributeToContacts(
  record: Linked,
  sum: bigint,
  cards: LivingCards,
  settings: PlainSettings,
): ReadonlyMap<number, bigint> {
  const ids = livingContacts(record, cards)
  const main = mainContact(record, ids)
  const parts = new Map<number, bigint>()
  if (main === null) return parts
  if (settings.contacts === 'main') return parts.set(main, sum)
  if (settings.contacts === 'all') {
    for (const id of ids) parts.set(id, sum)
    return parts
  }
  const count = BigInt(ids.length)
  const unit = sum < 0n ? -1n : 1n
  let remainder = sum - (sum / count) * count
  for (const id of [main, ...ids.filter((each) => each !== main)]) {
    const extra = remainder === 0n ? 0n : unit
    parts.set(id, sum / count + extra)
    remainder -= extra
  }
  return parts
}

/** The living companies that get the whole of a deal or a buyer, each once. */
export function attributeToCompanies(
  record: Linked,
  cards: LivingCards,
  settings: PlainSettings,
): readonly number[] {
  const own = distinctIds(record._embedded?.companies).filter((id) => cards.companies.has(id))
  if (own.length > 0 || settings.companies === 'own') return own
  const found = new Set<number>()
  for (const contactId of livingContacts(record, cards)) {
    for (const id of distinctIds(cards.contacts.get(contactId)?._embedded?.companies)) {
      if (cards.companies.has(id)) found.add(id)
    }
  }
  return [...found]
}

function mainContact(record: Linked, living: readonly number[]): number | null {
  const flagged = distinctIds(record._embedded?.contacts?.filter((link) => link.is_main === true))
  return flagged.find((id) => living.includes(id)) ?? living[0] ?? null
}

function livingContacts(record: Linked, cards: LivingCards): readonly number[] {
  return distinctIds(record._embedded?.contacts).filter((id) => cards.contacts.has(id))
}

function distinctIds(links: readonly WireLink[] | undefined): readonly number[] {
  return [...new Set((links ?? []).map(({ id }) => id))].sort((left, right) => left - right)
}
