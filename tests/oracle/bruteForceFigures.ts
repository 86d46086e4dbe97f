import type { WireAccountFile, WireCustomer, WireLead } from './accountWire'
import {
  attributeToCompanies,
  attributeToContacts,
  findLivingCards,
  type LivingCards,
} from './attributePlainly'
import { buyerStageType, classifyLeadPlainly } from './classifyPlainly'
import { divideHalfAway, formatMajorUnits, toMinorUnits } from './exactDecimals'
import { fillSettings, type PartialSettings, type PlainClass, type PlainSettings } from './plainSettings'

export type PlainFigureKey =
  | 'boughtCount'
  | 'boughtSum'
  | 'averageCheck'
  | 'inWorkCount'
  | 'inWorkSum'
  | 'refusedCount'
  | 'refusedSum'

/** What one card must show: sums and average in minor units, counts as they are, and the texts that the fields hold. */
export interface PlainCard {
  readonly id: number
  readonly name: string
  readonly figures: Readonly<Record<PlainFigureKey, bigint>>
  readonly wire: Readonly<Record<PlainFigureKey, string>>
  /** A figure has more than 15 digits: nothing may be written to this card. */
  readonly isTooLong: boolean
}

export interface PlainFigures {
  readonly contacts: ReadonlyMap<number, PlainCard>
  readonly companies: ReadonlyMap<number, PlainCard>
}

interface Contribution {
  readonly record: WireLead | WireCustomer
  readonly name: PlainClass
  readonly count: bigint
  readonly sum: bigint
  readonly countInAverage: bigint
}

interface Tally extends Record<PlainClass, { count: bigint; sum: bigint }> {
  countInAverage: bigint
}

const absent = 'absent'

/**
 * The seven figures of every living contact and company of an account file, by walking over every deal and buyer.
 * It shares nothing with the widget and is slow on purpose.
 * @throws where an amount is not a number or a stage belongs to two classes
 */
export function bruteForceFigures(file: WireAccountFile, partial: PartialSettings = {}): PlainFigures {
  const settings = fillSettings(partial)
  const cards = findLivingCards(file)
  const contributions = [...leadContributions(file, settings), ...customerContributions(file, settings)]
  return {
    contacts: totalContacts(contributions, cards, settings),
    companies: totalCompanies(contributions, cards, settings),
  }
}

function leadContributions(file: WireAccountFile, settings: PlainSettings): Contribution[] {
  const found: Contribution[] = []
  for (const record of file.leads ?? []) {
    const name = classifyLeadPlainly(record, file, settings)
    if (name !== 'inWork' && name !== 'bought' && name !== 'refused') continue
    const sum = toMinorUnits(record.price_with_minor_units ?? record.price)
    const isSkipped = settings.zeroBudget === 'skip' && sum === 0n
    found.push({ record, name, count: 1n, sum, countInAverage: isSkipped ? 0n : 1n })
  }
  return found
}

function customerContributions(file: WireAccountFile, settings: PlainSettings): Contribution[] {
  const mode = file.account?.customers_mode ?? 'periodicity'
  const found: Contribution[] = []
  if (mode === 'unavailable' || mode === 'disabled') return found
  for (const record of file.customers ?? []) {
    if (record.is_deleted === true) continue
    if (settings.buyers.purchases) {
      const { count, sum } = purchasesOf(record, file)
      found.push({ record, name: 'bought', count, sum, countInAverage: count })
    }
    if (mode !== 'periodicity') continue
    const type = buyerStageType(record, file)
    const sum = toMinorUnits(record.next_price)
    const isUpcoming = settings.buyers.upcoming && (type === 0 || type === 1)
    const isNotBought = settings.buyers.notBought && type === 2
    if (isUpcoming || isNotBought) found.push({ record, name: 'inWork', count: 1n, sum, countInAverage: 0n })
    if (settings.buyers.closed && type === 3) {
      found.push({ record, name: 'refused', count: 1n, sum, countInAverage: 0n })
    }
  }
  return found
}

/** Given totals win; a missing one is derived from the purchases that are not deleted. */
function purchasesOf(customer: WireCustomer, file: WireAccountFile): { count: bigint; sum: bigint } {
  let count = 0n
  let sum = 0n
  if (customer.purchases_count == null || customer.ltv == null) {
    for (const purchase of file.transactions ?? []) {
      if (purchase.customer_id !== customer.id || purchase.is_deleted === true) continue
      count += 1n
      sum += toMinorUnits(purchase.price)
    }
  }
  return {
    count: customer.purchases_count == null ? count : BigInt(customer.purchases_count),
    sum: customer.ltv == null ? sum : toMinorUnits(customer.ltv),
  }
}

function totalContacts(
  contributions: readonly Contribution[],
  cards: LivingCards,
  settings: PlainSettings,
): Map<number, PlainCard> {
  const tallies = emptyTallies(cards.contacts.keys())
  for (const contribution of contributions) {
    for (const [id, sum] of attributeToContacts(contribution.record, contribution.sum, cards, settings)) {
      addTo(tallies.get(id), contribution, sum)
    }
  }
  return finishCards(tallies, cards.contacts, settings)
}

function totalCompanies(
  contributions: readonly Contribution[],
  cards: LivingCards,
  settings: PlainSettings,
): Map<number, PlainCard> {
  const tallies = emptyTallies(cards.companies.keys())
  for (const contribution of contributions) {
    for (const id of attributeToCompanies(contribution.record, cards, settings)) {
      addTo(tallies.get(id), contribution, contribution.sum)
    }
  }
  return finishCards(tallies, cards.companies, settings)
}

function emptyTallies(ids: Iterable<number>): Map<number, Tally> {
  const nothing = () => ({ count: 0n, sum: 0n })
  const tallies = new Map<number, Tally>()
  for (const id of ids) {
    tallies.set(id, { inWork: nothing(), bought: nothing(), refused: nothing(), countInAverage: 0n })
  }
  return tallies
}

function addTo(tally: Tally | undefined, contribution: Contribution, sum: bigint): void {
  if (tally === undefined) return
  tally[contribution.name].count += contribution.count
  tally[contribution.name].sum += sum
  if (contribution.name === 'bought') tally.countInAverage += contribution.countInAverage
}

function finishCards(
  tallies: ReadonlyMap<number, Tally>,
  cards: LivingCards['contacts'],
  settings: PlainSettings,
): Map<number, PlainCard> {
  const finished = new Map<number, PlainCard>()
  for (const [id, tally] of tallies) {
    const figures = figuresOf(tally, settings.averageDigits)
    const isNothing = Object.values(figures).every((value) => value === 0n)
    const wire =
      isNothing && settings.empty === 'clear'
        ? mapFigures(figures, () => absent)
        : mapFigures(figures, wireText)
    const isTooLong = Object.values(wire).some((text) => text.replaceAll(/\D/g, '').length > 15)
    finished.set(id, { id, name: cards.get(id)?.name ?? '', figures, wire, isTooLong })
  }
  return finished
}

function figuresOf(tally: Tally, averageDigits: number): Record<PlainFigureKey, bigint> {
  const step = 10n ** BigInt(2 - averageDigits)
  const isAverageless = tally.countInAverage === 0n
  return {
    boughtCount: tally.bought.count,
    boughtSum: tally.bought.sum,
    averageCheck: isAverageless ? 0n : divideHalfAway(tally.bought.sum, tally.countInAverage * step) * step,
    inWorkCount: tally.inWork.count,
    inWorkSum: tally.inWork.sum,
    refusedCount: tally.refused.count,
    refusedSum: tally.refused.sum,
  }
}

function wireText(key: PlainFigureKey, value: bigint): string {
  return key.endsWith('Count') ? value.toString() : formatMajorUnits(value)
}

function mapFigures(
  figures: Readonly<Record<PlainFigureKey, bigint>>,
  text: (key: PlainFigureKey, value: bigint) => string,
): Record<PlainFigureKey, string> {
  return {
    boughtCount: text('boughtCount', figures.boughtCount),
    boughtSum: text('boughtSum', figures.boughtSum),
    averageCheck: text('averageCheck', figures.averageCheck),
    inWorkCount: text('inWorkCount', figures.inWorkCount),
    inWorkSum: text('inWorkSum', figures.inWorkSum),
    refusedCount: text('refusedCount', figures.refusedCount),
    refusedSum: text('refusedSum', figures.refusedSum),
  }
}
