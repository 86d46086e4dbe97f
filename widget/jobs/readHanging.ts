import type { FetchedMany, FetchManyOptions, LinkedParentCard } from '../api/crmClient'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'
import type { Settings } from '../settings/settings'
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
}

export interface ReadHangingRequest {
  readonly type: ParentType
  readonly cards: readonly LinkedCard[]
  /** What was read before and is left out. */
  readonly known: Hanging | null
  readonly buyers: Settings['buyers']
  /** How the account counts buyers; asked only where that decides. */
  readonly directory: Promise<BuyersDirectory>
  readonly options: FetchManyOptions
}

/**
 * Deals and buyers that hang on cards of one entity. Buyers are read only where the settings may count them.
 * @throws CrmError
 */
export const readHanging = async (
  { client }: Pick<CardRefreshDeps, 'client'>,
  { type, cards, known, buyers, directory, options }: ReadHangingRequest,
): Promise<Hanging> => {
  const idsOf = async (kind: 'leads' | 'customers'): Promise<readonly number[]> => {
    const told = cards.map((each) => ({
      card: each.card,
      ids: kind === 'leads' ? each.leadIds : each.customerIds,
    }))
    const met = new Set((known?.[kind] ?? []).map(({ id }) => id))
    return (await hangingIds(client, type, kind, told, options)).filter((id) => !met.has(id))
  }
  const readCustomers = async (): Promise<readonly Customer[] | null> => {
    if (!hasCountedBuyers(buyers, 'periodicity')) return []
    // Of an account without buyers the CRM may leave the list out, and then it says nothing.
    const isOpen = cards.some(({ customerIds }) => customerIds === null)
    if (isOpen && !hasCountedBuyers(buyers, (await directory).mode)) return []
    return readMany(await idsOf('customers'), (asked) => client.fetchCustomers(asked, options))
  }
  const leadIds = await idsOf('leads')
  const [leads, customers] = await Promise.all([
    readMany(leadIds, (asked) => client.fetchLeads(asked, options)),
    readCustomers(),
  ])
  return { leads, customers, leadIds }
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
