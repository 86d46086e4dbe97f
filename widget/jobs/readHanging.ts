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
  /** Empty where buyers are not asked for. */
  readonly customerIds: readonly number[]
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
  const customerIdsOf = async (): Promise<readonly number[]> => {
    if (!hasCountedBuyers(buyers, 'periodicity') || ofBuyers.refusal() !== null) return []
    // Of an account without buyers the CRM may leave the list out, and then it says nothing.
    const isOpen = cards.some(({ customerIds }) => customerIds === null)
    if (!isOpen) return idsOf('customers')
    const how = await directory
    return how !== null && hasCountedBuyers(buyers, how.mode) ? idsOf('customers') : []
  }
  const readCustomers = async () => {
    const ids = await customerIdsOf()
    const read = () => readMany(ids, (asked) => client.fetchCustomers(asked, options))
    return { ids, customers: await ofBuyers.read(read, []) }
  }
  const leadIds = await idsOf('leads')
  const [leads, { ids: customerIds, customers }] = await Promise.all([
    readMany(leadIds, (asked) => client.fetchLeads(asked, options)),
    readCustomers(),
  ])
  return { leads, customers, leadIds, customerIds }
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
