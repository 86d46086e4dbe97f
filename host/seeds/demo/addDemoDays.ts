import { createRandom, type Random } from '../createRandom'
import { type BuyerPlan, addPurchases, addSubscription } from './addBuyers'
import { addPrivateClient } from './addClients'
import { addDeal } from './addDeal'
import type { DemoClient, DemoLedger } from './demoLedger'
import { dayOf, moscowTime, startOfDay, weekdayOf } from './moscowTime'
import { planRepeatDeals } from './repeatClients'

const firstDay = dayOf(moscowTime(2024, 1, 1))
/** Deals of people on an average day of the week, Monday first; the robot's one comes on top. */
const dealsByWeekday = [2.5, 2.4, 2.3, 2.2, 2, 0.8, 0.4]

/** Adds every day from 01.01.2024 to the day of `now`, each from its own random numbers. */
export function addDemoDays(
  ledger: DemoLedger,
  seed: number,
  plans: readonly BuyerPlan[],
  now: number,
): void {
  const repeatClients = new Map<string, DemoClient>()
  for (let day = firstDay; day <= dayOf(now) + 1; day += 1) {
    const random = createRandom(seed, day)
    addSubscription(ledger, day, plans)
    addPurchases(ledger, random, day, plans)
    const ordinary = Array.from({ length: dealCount(random, day) }, () => ({
      at: startOfDay(day) + dealTime(random),
      add: (at: number) => addOrdinaryDeal(ledger, random, at),
    }))
    const repeat = planRepeatDeals(day, repeatClients).map(({ at, add }) => ({
      at,
      add: () => add(ledger, createRandom(seed, day, at)),
    }))
    for (const { at, add } of [...ordinary, ...repeat].sort((left, right) => left.at - right.at)) add(at)
  }
}

function dealCount(random: Random, day: number): number {
  const mean = dealsByWeekday[weekdayOf(day)] ?? 0
  return Math.floor(mean / 2 + mean * random.fraction() + random.fraction() * 0.999)
}

function dealTime(random: Random): number {
  return random.isHit(0.1) ? random.integer(600, 86_399) : random.integer(9 * 3600, 19 * 3600)
}

function addOrdinaryDeal(ledger: DemoLedger, random: Random, at: number): void {
  const chance = random.fraction()
  const second = random.isHit(0.03) ? random.pick(ledger.privateClients) : null
  if (chance < 0.02) addDeal(ledger, random, at, null, null)
  else if (chance < 0.3) {
    const client = addPrivateClient(ledger, random, at)
    ledger.privateClients.push(client)
    addDeal(ledger, random, at, client, null)
  } else if (chance < 0.5) addDeal(ledger, random, at, random.pick(ledger.privateClients), null)
  else {
    const { companyClients } = ledger
    const place = Math.floor(random.fraction() ** 1.7 * companyClients.length)
    addDeal(ledger, random, at, companyClients[place] ?? random.pick(companyClients), second)
  }
}
