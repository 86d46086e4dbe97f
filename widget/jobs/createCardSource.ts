import type { LinkColumns, ParentIndex, SourceColumns } from '../records/columns'
import type { Customer } from '../records/customer'
import type { Lead } from '../records/lead'
import { orderContactIds } from '../records/orderContactIds'
import type { ParentCard } from '../records/parentCard'
import type { ParentType } from '../records/parents'

/** One card and what was read for it: a company's contacts, and the deals and buyers that hang on either; each record once. */
export interface ReadCard {
  readonly type: ParentType
  readonly card: ParentCard
  readonly contacts: readonly ParentCard[]
  readonly leads: readonly Lead[]
  readonly customers: readonly Customer[]
}

/**
 * What hangs on one card, as the engine counts it. Made from arrays as they are: the builders of a run, which grow with hundreds of thousands of
 * records, would be loaded with every page.
 */
export const createCardSource = ({ type, card, contacts, leads, customers }: ReadCard): SourceColumns => {
  const people = type === 'contacts' ? [card, ...contacts] : contacts
  const contactNumbers = numberAll(people.map(({ id }) => id))
  const companyNumbers = numberAll(type === 'companies' ? [card.id] : [])
  const linksOf = (records: readonly (Lead | Customer)[]) => ({
    contacts: toLinks(
      records.map((record) => orderContactIds(record.contacts)),
      contactNumbers,
    ),
    companies: toLinks(
      records.map(({ companyIds }) => companyIds),
      companyNumbers,
    ),
  })
  const leadStages = numberAll(leads.map(({ pipelineId, stageId }) => `${pipelineId} ${stageId}`))
  const customerStages = numberAll(customers.map(({ stageId }) => stageId))
  const source = {
    contactCompanies: toLinks(
      people.map(({ companyIds }) => companyIds),
      companyNumbers,
    ),
    leads: {
      ...rowsOf(leads),
      stage: Uint16Array.from(
        leads,
        ({ pipelineId, stageId }) => leadStages.get(`${pipelineId} ${stageId}`)!,
      ),
      stages: Array.from(leadStages.keys(), (key) => {
        const [pipelineId = 0, stageId = 0] = key.split(' ').map(Number)
        return { pipelineId, stageId }
      }),
      amounts: Float64Array.from(leads, ({ amount }) => amount),
      ...linksOf(leads),
    },
    customers: {
      ...rowsOf(customers),
      stage: Uint16Array.from(customers, ({ stageId }) => customerStages.get(stageId)!),
      stages: [...customerStages.keys()],
      nextPrices: Float64Array.from(customers, ({ nextPrice }) => nextPrice),
      ltvs: Float64Array.from(customers, ({ ltv }) => ltv),
      purchasesCounts: Uint32Array.from(customers, ({ purchasesCount }) => purchasesCount),
      ...linksOf(customers),
    },
  }
  return { contacts: toIndex(contactNumbers), companies: toIndex(companyNumbers), ...source }
}

const rowsOf = (records: readonly (Lead | Customer)[]) => ({
  count: records.length,
  ids: Uint32Array.from(records, ({ id }) => id),
  isDeleted: Uint8Array.from(records, ({ isDeleted }) => Number(isDeleted)),
})

/** Numbers from 0 on in the order in which the keys are met. */
const numberAll = <Key>(keys: readonly Key[]): Map<Key, number> => {
  const numbers = new Map<Key, number>()
  for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size)
  return numbers
}

const toLinks = (rows: readonly (readonly number[])[], numbers: Map<number, number>): LinkColumns => {
  const offsets = [0]
  const targets: number[] = []
  for (const ids of rows) {
    for (const id of new Set(ids)) {
      if (!numbers.has(id)) numbers.set(id, numbers.size)
      targets.push(numbers.get(id)!)
    }
    offsets.push(targets.length)
  }
  return { offsets: Uint32Array.from(offsets), targets: Uint32Array.from(targets) }
}

const toIndex = (numbers: ReadonlyMap<number, number>): ParentIndex => ({
  count: numbers.size,
  ids: Uint32Array.from(numbers.keys()),
  indexOf: (id) => numbers.get(id) ?? -1,
})
