import type { CustomersMode } from '../records/account'
import type { LinkColumns, SourceColumns } from '../records/columns'
import { classCode, toClassCode } from './classCode'
import { classifyCustomerStages } from './classifyCustomerStages'
import { classifyLeadStage } from './classifyLeadStage'
import type { RejectionReason } from './explanation'
import type { Rules } from './rules'

/** One kind of thing that is counted, as columns: deals, buyers in their stages, or purchases of buyers. */
export interface CountedItems {
  readonly source: 'lead' | 'customer' | 'purchases'
  readonly count: number
  readonly ids: Uint32Array
  readonly stage: Uint16Array
  /** `ClassCode` by `stage`. */
  readonly classes: Uint8Array
  /** Why a stage has no class, by `stage`; null where it has one or where its absence needs no word. */
  readonly stageReasons: readonly (RejectionReason | null)[]
  readonly amounts: Float64Array
  /** How many each row counts for; null = 1 each. A row of 0 pieces and no money is nothing. */
  readonly counts: Uint32Array | null
  readonly isDeleted: Uint8Array
  readonly deletedReason: RejectionReason | null
  readonly contacts: LinkColumns
  readonly companies: LinkColumns
  /** Whether a bought row of amount 0 leaves the average's count. */
  readonly skipsFree: boolean
}

/**
 * Everything that may count, by the account's mode: outside `periodicity` a buyer has no stage and only purchases are there, with buyers
 * off only deals. zeroBudget speaks of deals alone: the CRM gives a buyer's purchases as one number and one sum, so a free one among them
 * cannot be told, and leaving out only buyers whose purchases were all free would make the average depend on who bought.
 */
export const countedItems = (
  source: Pick<SourceColumns, 'leads' | 'customers'>,
  rules: Rules,
): readonly CountedItems[] => {
  const mode = rules.customersMode
  return [
    leadItems(source.leads, rules),
    ...(mode === 'periodicity' ? [customerItems(source.customers, rules)] : []),
    ...(hasPurchases(mode) ? [purchaseItems(source.customers, rules)] : []),
  ]
}

const hasPurchases = (mode: CustomersMode): boolean => mode !== 'unavailable' && mode !== 'disabled'

const leadItems = (leads: SourceColumns['leads'], rules: Rules): CountedItems => {
  const words = leads.stages.map((stage) => classifyLeadStage(rules, stage))
  return {
    ...leads,
    source: 'lead',
    classes: Uint8Array.from(words, toClassCode),
    stageReasons: words.map((word) => leadReasons[word]),
    counts: null,
    deletedReason: 'leadDeleted',
    skipsFree: rules.settings.zeroBudget === 'skip',
  }
}

const customerItems = (customers: SourceColumns['customers'], rules: Rules): CountedItems => {
  const words = classifyCustomerStages(rules, customers.stages)
  return {
    ...customers,
    source: 'customer',
    classes: Uint8Array.from(words, toClassCode),
    stageReasons: words.map((word) => customerReasons[word]),
    amounts: customers.nextPrices,
    counts: null,
    deletedReason: 'customerDeleted',
    skipsFree: false,
  }
}

const purchaseItems = (customers: SourceColumns['customers'], rules: Rules): CountedItems => {
  const isOn = rules.settings.buyers.purchases
  return {
    ...customers,
    source: 'purchases',
    classes: new Uint8Array(customers.stages.length).fill(isOn ? classCode.bought : classCode.none),
    stageReasons: customers.stages.map(() => (isOn ? null : 'purchasesSwitchedOff')),
    amounts: customers.ltvs,
    counts: customers.purchasesCounts,
    deletedReason: rules.customersMode === 'periodicity' ? null : 'customerDeleted',
    skipsFree: false,
  }
}

const leadReasons = {
  inWork: null,
  bought: null,
  refused: null,
  unsorted: 'unsorted',
  notChosen: 'stageNotChosen',
} as const

const customerReasons = {
  inWork: null,
  refused: null,
  recentlyBought: null,
  switchedOff: 'buyersSwitchedOff',
  unknownStage: 'stageNotChosen',
} as const
