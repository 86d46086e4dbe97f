import type { MinorUnits } from '../records/brands'
import type { SourceColumns } from '../records/columns'
import type { Customer } from '../records/customer'
import { sumMinor } from '../records/exactMinor'
import type { Figures } from '../records/figures'
import type { Lead } from '../records/lead'
import type { ParentRef } from '../records/parents'
import { averageOf } from './averageOf'
import { classCode, toStageClass } from './classCode'
import { type CountedItems, countedItems } from './countedItems'
import type { Contribution, Explanation, Rejection } from './explanation'
import { rejectionReasonOf } from './rejectionReasonOf'
import { rowsOfParent } from './rowsOfParent'
import type { Rules } from './rules'
import { type ContributionSink, createAttribution, streamContributions } from './streamContributions'

/** What the columns do not keep: names and dates of the few deals and buyers that are shown. */
export interface NameLookup {
  readonly lead: (id: number) => Pick<Lead, 'name' | 'createdAt' | 'closedAt'> | undefined
  readonly customer: (id: number) => Pick<Customer, 'name'> | undefined
}

/**
 * What one card's figures are made of, and what was left out and why: the stream of `totalInSteps` over the rows that hang on the card,
 * with a list in place of sums. The figures are those of the list. An unknown name is ''.
 */
export const explainFigures = (
  source: SourceColumns,
  rules: Rules,
  parent: ParentRef,
  lookup: NameLookup,
): Explanation => {
  const index = source[parent.type].indexOf(parent.id)
  const sink = new ParentSink(parent.type === 'contacts', index)
  const contributions: Contribution[] = []
  const rejections: Rejection[] = []
  for (const items of countedItems(source, rules)) {
    const attribution = createAttribution(source, rules.settings)
    const isViaContacts = rules.settings.companies === 'withContacts'
    for (const row of rowsOfParent(source, items, parent.type, index, isViaContacts)) {
      const counted = describeRow(items, source, row, lookup)
      sink.received = null
      streamContributions(items, attribution, sink, row, row + 1)
      if (sink.received === null) {
        const reason = rejectionReasonOf(items, row, parent.type)
        if (reason !== null) rejections.push({ ...counted, reason, amount: amountOf(items, row) })
        continue
      }
      const { code, count, amount, whole, via } = sink.received as Received
      contributions.push({
        ...counted,
        stageClass: toStageClass(code),
        count,
        amount: amount as MinorUnits,
        wholeAmount: whole as MinorUnits,
        via,
      })
      if (code === classCode.boughtFree)
        rejections.push({ ...counted, reason: 'zeroBudgetNotInAverage', amount: 0 as MinorUnits })
    }
  }
  return { parent, figures: sumUp(contributions, rejections, rules), contributions, rejections }
}

interface Received {
  readonly code: number
  readonly count: number
  readonly amount: number
  readonly whole: number
  readonly via: Contribution['via']
}

/** Keeps what one card gets of the row that is streamed. */
class ParentSink implements ContributionSink {
  received: Received | null = null
  readonly isContact: boolean
  readonly index: number

  constructor(isContact: boolean, index: number) {
    this.isContact = isContact
    this.index = index
  }

  addToContact(contact: number, code: number, count: number, amount: number, whole: number): void {
    if (this.isContact && contact === this.index) this.received = { code, count, amount, whole, via: 'own' }
  }

  addToCompany(company: number, code: number, count: number, amount: number, isViaContact: boolean): void {
    if (this.isContact || company !== this.index) return
    this.received = { code, count, amount, whole: amount, via: isViaContact ? 'contact' : 'own' }
  }
}

const amountOf = (items: CountedItems, row: number): MinorUnits => (items.amounts[row] ?? 0) as MinorUnits

const describeRow = (
  items: CountedItems,
  source: SourceColumns,
  row: number,
  lookup: NameLookup,
): Pick<Contribution, 'source' | 'id' | 'name' | 'pipelineId' | 'stageId' | 'date' | 'dateOf'> => {
  const id = items.ids[row] ?? 0
  const stage = items.stage[row] ?? 0
  if (items.source !== 'lead') {
    const stageId = source.customers.stages[stage] ?? 0
    const name = lookup.customer(id)?.name ?? ''
    return { source: items.source, id, name, pipelineId: null, stageId, date: null, dateOf: null }
  }
  const lead = lookup.lead(id)
  const key = source.leads.stages[stage]
  return {
    source: 'lead',
    id,
    name: lead?.name ?? '',
    pipelineId: key?.pipelineId ?? 0,
    stageId: key?.stageId ?? 0,
    date: lead === undefined ? null : (lead.closedAt ?? lead.createdAt),
    dateOf: lead === undefined ? null : lead.closedAt === null ? 'creation' : 'closing',
  }
}

const sumUp = (
  contributions: readonly Contribution[],
  rejections: readonly Rejection[],
  rules: Rules,
): Figures => {
  const total = (stageClass: Contribution['stageClass'], key: 'count' | 'amount'): number =>
    sumMinor(contributions.filter((each) => each.stageClass === stageClass).map((each) => each[key]))
  const boughtCount = total('bought', 'count')
  const boughtSum = total('bought', 'amount')
  const free = rejections.filter((each) => each.reason === 'zeroBudgetNotInAverage').length
  const average = averageOf(boughtSum, boughtCount - free, rules.settings.averageDigits)
  return {
    boughtCount,
    boughtSum: boughtSum as MinorUnits,
    averageCheck: Number.isNaN(average) ? null : (average as MinorUnits),
    inWorkCount: total('inWork', 'count'),
    inWorkSum: total('inWork', 'amount') as MinorUnits,
    refusedCount: total('refused', 'count'),
    refusedSum: total('refused', 'amount') as MinorUnits,
  }
}
