import type { FetchedMany, FetchManyOptions, LinkedParentCard } from '../api/crmClient'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
import type { BuyersOfCard } from './buyersOfCard'
import type { CardRefreshDeps } from './cardRefreshDeps'
import type { BuyersDirectory } from './directory'
import { hangingIds } from './hangingIds'
import { hasCountedBuyers } from './hasCountedBuyers'

/** A card with the ids of what hangs on it, as far as the CRM told them. */
export interface LinkedCard extends Pick<LinkedParentCard, 'leadIds' | 'customerIds'> {
  readonly card: Pick<ParentCard, 'id' | 'name'>
}

/** Deals and buyers; null where more would have to be read one by one than may be. */
export interface Hanging {
  readonly leads: readonly Lead[] | null
  readonly customers: readonly Customer[] | null
  readonly leadIds: readonly number[]
  /** False only where it is certain that no buyer hangs on the cards, or where none counts. */
  readonly mayHaveBuyers: boolean
}

export interface ReadHangingRequest {
  readonly type: ParentType
  readonly cards: readonly LinkedCard[]
  /** What was read before and is left out. */
  readonly known: Hanging | null
  readonly buyers: Settings['buyers']
  /** How the account counts buyers, null where the CRM refuses to say; asked only where that decides. */
  readonly directory: Promise<BuyersDirectory | null>
  readonly ofBuyers: BuyersOfCard
  readonly options: FetchManyOptions
}

/**
 * Deals and buyers that hang on cards of one entity. Buyers are read only where the settings may count them.
 * @throws CrmError
 */
export const readHanging = async (
  { client }: Pick<CardRefreshDeps, 'client'>,
  { type, cards, known, buyers, directory, ofBuyers, options }: ReadHangingRequest,
): Promise<Hanging> => {
  const idsOf = async (kind: 'leads' | 'customers'): Promise<readonly number[]> => {
    const told = cards.map((each) => ({
      card: each.card,
      ids: kind === 'leads' ? each.leadIds : each.customerIds,
    }))
    const met = new Set((known?.[kind] ?? []).map(({ id }) => id))
    return (await hangingIds(client, type, kind, told, options)).filter((id) => !met.has(id))
  }
  /** null = the CRM refuses to say. */
  const customerIdsOf = async (): Promise<readonly number[] | null> => {
    if (!hasCountedBuyers(buyers, 'periodicity')) return []
    if (!cards.some(({ customerIds }) => customerIds === null)) return idsOf('customers')
    // Of an account without buyers the CRM may leave the list out, and then it says nothing.
    const how = await directory
    if (how === null || ofBuyers.refusal() !== null) return null
    return hasCountedBuyers(buyers, how.mode) ? idsOf('customers') : []
  }
  const readCustomers = async () => {
    const ids = await ofBuyers.read(customerIdsOf, null)
    const mayHaveBuyers = ids === null || ids.length > 0
    if (ids === null || ofBuyers.refusal() !== null) return { customers: [], mayHaveBuyers }
    // The progress that is told is that of the deals.
    const { onProgress: _ofLeads, ...quiet } = options
    const read = () => readMany(ids, (asked) => client.fetchCustomers(asked, quiet))
    return { customers: await ofBuyers.read(read, []), mayHaveBuyers }
  }
  const leadIds = await idsOf('leads')
  const [leads, { customers, mayHaveBuyers }] = await Promise.all([
    readMany(leadIds, (asked) => client.fetchLeads(asked, options)),
    readCustomers(),
  ])
  return { leads, customers, leadIds, mayHaveBuyers }
}

/** null = too many. */
export const readMany = async <T>(
  ids: readonly number[],
  read: (ids: readonly number[]) => Promise<FetchedMany<T>>,
): Promise<readonly T[] | null> => {
  if (ids.length === 0) return []
  const found = await read(ids)
  return found.isComplete ? found.records : null
}
