import type { AccountFile, FileCompany, FileContact } from '../../account/accountFile'
import type { DealScript } from './dealScript'

/** A purchase of a buyer as it happened. */
export interface PurchaseScript {
  readonly id: number
  readonly at: number
  /** Minor units. */
  readonly price: number
  readonly by: number
  readonly comment: string | null
}

/** A buyer with all purchases, in order of time. */
export interface BuyerScript {
  readonly id: number
  readonly name: string
  readonly createdAt: number
  readonly responsibleId: number
  readonly contactIds: readonly number[]
  readonly companyId: number | null
  /** Days from one purchase to the next one expected. */
  readonly periodicity: number
  /** Minor units. */
  readonly usualPrice: number
  readonly purchases: PurchaseScript[]
}

/** A company with its people, or one private person: whoever can buy. */
export interface DemoClient {
  readonly companyId: number | null
  readonly contactIds: number[]
  readonly name: string
  readonly responsibleId: number
}

/** Anything that happens at a moment and may thus lie after the end of the account. */
type Timed<T> = T & { created_at: number }

/** Everything that ever happens in the demo account, in the order in which it was thought up. */
export interface DemoLedger {
  readonly companies: Timed<FileCompany>[]
  readonly contacts: Timed<FileContact>[]
  readonly deals: DealScript[]
  readonly buyers: BuyerScript[]
  readonly notes: Timed<NonNullable<AccountFile['notes']>[number]>[]
  readonly tasks: Timed<NonNullable<AccountFile['tasks']>[number]>[]
  readonly events: Timed<NonNullable<AccountFile['events']>[number]>[]
  readonly talks: Timed<NonNullable<AccountFile['talks']>[number]>[]
  /** Companies with their people, for deals of every day. */
  readonly companyClients: DemoClient[]
  /** Private persons, for deals of every day. */
  readonly privateClients: DemoClient[]
  readonly companyNames: Set<string>
  /** Who has a sale in December 2025 already, as «company 5» or «contact 7». */
  readonly decemberBuyers: Set<string>
  nextId(kind: keyof typeof firstIds): number
}

const firstIds = {
  lead: 41000001,
  contact: 51000001,
  company: 52000001,
  customer: 91000001,
  transaction: 93000001,
  note: 880000101,
  task: 97000001,
  talk: 6501,
}

export function createDemoLedger(): DemoLedger {
  const next = { ...firstIds }
  return {
    companies: [],
    contacts: [],
    deals: [],
    buyers: [],
    notes: [],
    tasks: [],
    events: [],
    talks: [],
    companyClients: [],
    privateClients: [],
    companyNames: new Set(),
    decemberBuyers: new Set(),
    nextId(kind) {
      const id = next[kind]
      next[kind] += 1
      return id
    },
  }
}
