import { addExact, fitMinor, isInexact } from '../records/exactMinor'
import type { Steps } from '../records/steps'
import type { CountedItems } from './countedItems'
import { type Attribution, type ContributionSink, streamContributions } from './streamContributions'

/** Sums of one entity as `totalInSteps` keeps them: for each class a block of counts and a block of sums, as long as there are cards. */
export interface SumBlocks {
  readonly blocks: Float64Array
  readonly cards: number
}

/**
 * Sums beyond the safe integers may have lost units on their way: they are added up once more, exactly, by the same stream. One look at the
 * sums where there are none, as in every ordinary account.
 */
export function* mendLargeSums(
  contacts: SumBlocks,
  companies: SumBlocks,
  walks: Iterable<{ readonly items: CountedItems; readonly attribution: Attribution }>,
  rows: number,
): Steps<void> {
  const sink = new ExactSink(contacts, companies)
  yield* findLarge(contacts, sink.contactSums, rows)
  yield* findLarge(companies, sink.companySums, rows)
  if (sink.contactSums.size === 0 && sink.companySums.size === 0) return
  for (const { items, attribution } of walks)
    for (let row = 0; row < items.count; row += rows) {
      streamContributions(items, attribution, sink, row, Math.min(items.count, row + rows))
      yield
    }
  for (const [at, sum] of sink.contactSums) contacts.blocks[at] = fitMinor(sum)
  for (const [at, sum] of sink.companySums) companies.blocks[at] = fitMinor(sum)
}

function* findLarge(
  { blocks, cards }: SumBlocks,
  found: Map<number, bigint | null>,
  rows: number,
): Steps<void> {
  for (let start = cards; start < blocks.length; start += 2 * cards)
    for (let from = start; from < start + cards; ) {
      for (const end = Math.min(start + cards, from + rows); from < end; from += 1)
        if (isInexact(blocks[from]!)) found.set(from, 0n)
      yield
    }
}

/** Adds up at the places that are wanted, and nowhere else. */
class ExactSink implements ContributionSink {
  readonly contactSums = new Map<number, bigint | null>()
  readonly companySums = new Map<number, bigint | null>()
  readonly contactCount: number
  readonly companyCount: number

  constructor(contacts: SumBlocks, companies: SumBlocks) {
    this.contactCount = contacts.cards
    this.companyCount = companies.cards
  }

  addToContact(contact: number, code: number, _count: number, amount: number): void {
    addAt(this.contactSums, ((code - 1) * 2 + 1) * this.contactCount + contact, amount)
  }

  addToCompany(company: number, code: number, _count: number, amount: number): void {
    addAt(this.companySums, ((code - 1) * 2 + 1) * this.companyCount + company, amount)
  }
}

const addAt = (sums: Map<number, bigint | null>, at: number, amount: number): void => {
  const sum = sums.get(at)
  if (sum !== undefined) sums.set(at, addExact(sum, amount))
}
