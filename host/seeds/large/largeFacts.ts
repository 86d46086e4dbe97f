import { hashIntegers } from '../createRandom'

/** Everything that decides a large account: sizes of the lists, and a seed. */
export interface LargeSize {
  readonly leads: number
  readonly contacts: number
  readonly companies: number
  readonly customers: number
  /** Any integer. */
  readonly seed: number
}

/** Ids of a list ascend with the index, with gaps of up to four, as after years of deletions. */
export interface IdRange {
  idAt(index: number): number
  indexOf(id: number): number
}

/** One question about one record. Each has its own number, so that the answers do not hang together. */
export type Fact =
  | 'amount'
  | 'author'
  | 'company'
  | 'contact'
  | 'contactCount'
  | 'delay'
  | 'gap'
  | 'kopecks'
  | 'name'
  | 'otherCompany'
  | 'pipeline'
  | 'purchases'
  | 'stage'
  | 'trash'

const factNumbers: Readonly<Record<Fact, number>> = {
  amount: 1,
  author: 2,
  company: 3,
  contact: 4,
  contactCount: 5,
  delay: 6,
  gap: 7,
  kopecks: 8,
  name: 9,
  pipeline: 10,
  purchases: 11,
  stage: 12,
  otherCompany: 13,
  trash: 14,
}
const listNumbers = { leads: 100, contacts: 200, companies: 300, customers: 400 }
const firstIds = { leads: 41_000_000, contacts: 51_000_000, companies: 52_000_000, customers: 91_000_000 }
const idStep = 3
/** 01.01.2024 and 31.12.2025 in UTC: all changes lie between. */
const firstSecond = 1_704_067_200
const lastSecond = 1_767_139_200
/** Changes come in bursts, as integrations make them, so that many records share a second. */
const burst = 3600

/** Chance as a pure function: the same seed, list, index and fact give the same number from 0 up to 1. */
export function createFacts(seed: number, list: keyof typeof listNumbers) {
  const key = hashIntegers(seed, listNumbers[list])
  return (index: number, fact: Fact): number => hashIntegers(key, index, factNumbers[fact]) / 4_294_967_296
}

export type Facts = ReturnType<typeof createFacts>

/** The ids of a list of `count` records. */
export function createIdRange(facts: Facts, list: keyof typeof firstIds, count: number): IdRange {
  const first = firstIds[list]
  const idAt = (index: number): number =>
    first + index * idStep + 1 + Math.floor(facts(index, 'gap') * idStep)
  return {
    idAt,
    indexOf(id) {
      const index = Math.floor((id - first - 1) / idStep)
      return Number.isInteger(id) && index >= 0 && index < count && idAt(index) === id ? index : -1
    },
  }
}

/** Unix seconds; ascends with the index through the first 21 months. */
export function createdAt(index: number, count: number): number {
  return firstSecond + Math.floor((index / count) * (lastSecond - firstSecond) * 0.88)
}

/** Unix seconds, not before the record was made; a third of the records was never touched again. */
export function updatedAt(index: number, count: number, facts: Facts): number {
  const made = createdAt(index, count)
  const delay = facts(index, 'delay')
  if (delay < 0.33) return made
  const span = (lastSecond - made) * ((delay - 0.33) / 0.67) ** 2
  return Math.min(lastSecond, Math.ceil((made + span) / burst) * burst)
}

/** An element of a list by a number from 0 up to 1. */
export function pickByChance<T>(list: readonly T[], chance: number): T {
  return list[Math.min(list.length - 1, Math.floor(chance * list.length))] as T
}
