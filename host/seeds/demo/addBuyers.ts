import { createRandom, type Random } from '../createRandom'
import { addScript } from './addDeal'
import { isDecemberSale, isSaleFree } from './decemberRule'
import type { BuyerScript, DemoClient, DemoLedger } from './demoLedger'
import { renewalPipeline, wonStageId } from './demoPipelines'
import { dayOf, moscowTime, startOfDay } from './moscowTime'

/** A buyer together with the day of the next purchase (null: paid by subscription, or never buys). */
export interface BuyerPlan {
  readonly script: BuyerScript
  readonly client: DemoClient
  nextDay: number | null
}

/** Buyers that pay by themselves just after midnight, one each day in turn. */
const subscriberCount = 36
const companyBuyers = 150
const privateBuyers = 114
const robot = 0
const goods = ['расходные материалы', 'визитки', 'этикетки', 'упаковка', 'печать меню', 'печать фотографий']
const remarks = ['по договору', 'самовывоз', 'повтор прошлого заказа', 'доставка курьером']

/**
 * Adds 300 buyers in 2023. The first private clients become subscribers and leave the list of those whom deals of
 * every day are made with.
 */
export function addBuyers(ledger: DemoLedger, random: Random): BuyerPlan[] {
  const subscribers = ledger.privateClients.splice(0, subscriberCount)
  const others = [
    ...ledger.companyClients.slice(0, companyBuyers),
    ...ledger.privateClients.slice(0, privateBuyers),
  ]
  const clients = [
    ...subscribers.map((client) => ({ client, isSubscriber: true })),
    ...others.map((client) => ({ client, isSubscriber: false })),
  ].map((each) => ({ ...each, at: moscowTime(2023, 10, 1, 10) + random.integer(0, 90 * 86_400) }))
  return clients
    .sort((left, right) => left.at - right.at)
    .map(({ client, isSubscriber, at }) => {
      const script = createBuyer(ledger, random, client, isSubscriber, at)
      const isBuying = !isSubscriber && random.isHit(0.9)
      const nextDay = isBuying
        ? dayOf(moscowTime(2024, 1, 1)) + random.integer(0, script.periodicity * 2)
        : null
      return { script, client, nextDay }
    })
}

/** Adds the purchases of one day and plans the next ones. */
export function addPurchases(
  ledger: DemoLedger,
  random: Random,
  day: number,
  plans: readonly BuyerPlan[],
): void {
  for (const plan of plans) {
    if (plan.nextDay !== day) continue
    const { script } = plan
    const at = startOfDay(day) + random.integer(9 * 3600, 20 * 3600)
    const gap = random.isHit(0.05) ? random.integer(200, 500) : script.periodicity + random.integer(-4, 12)
    plan.nextDay = day + Math.max(5, gap)
    if (!isSaleFree(ledger, at, [plan.client])) continue
    const price = Math.round((script.usualPrice * random.integer(75, 130)) / 10_000) * 100
    addPurchase(ledger, script, at, price, random.isHit(0.2) ? random.pick(remarks) : null)
    if (random.isHit(0.015) && !isDecemberSale(at)) addRobotDeal(ledger, plan, at - 3600, at, price)
  }
}

/**
 * The subscriber of a day pays right after midnight, and the deal about the renewal, made the day before, is won by
 * the robot, so that every day has sales from its first minutes on.
 */
export function addSubscription(ledger: DemoLedger, day: number, plans: readonly BuyerPlan[]): void {
  const subscribers = plans.filter(({ script }) => script.name.startsWith('Абонемент'))
  const plan = subscribers[day % subscribers.length]
  if (plan === undefined) return
  const random = createRandom(day, 7)
  const closedAt = startOfDay(day) + random.integer(3, 20)
  if (!isDecemberSale(closedAt)) {
    const madeAt = startOfDay(day - 1) + random.integer(10 * 3600, 17 * 3600)
    addRobotDeal(ledger, plan, madeAt, closedAt, random.integer(3, 14) * 50_000)
  }
  if (!isSaleFree(ledger, closedAt, [plan.client])) return
  addPurchase(
    ledger,
    plan.script,
    closedAt + random.integer(10, 30),
    plan.script.usualPrice,
    'автоматический платёж',
  )
}

function createBuyer(
  ledger: DemoLedger,
  random: Random,
  client: DemoClient,
  isSubscriber: boolean,
  createdAt: number,
): BuyerScript {
  const id = ledger.nextId('customer')
  const subject = isSubscriber ? 'Абонемент' : client.name
  const buyer: BuyerScript = {
    id,
    name: `${subject}: ${isSubscriber ? client.name : random.pick(goods)}`,
    createdAt,
    responsibleId: client.responsibleId,
    contactIds: client.contactIds.slice(0, random.pick([1, 1, 1, 2])),
    companyId: client.companyId,
    periodicity: isSubscriber ? subscriberCount : random.pick([45, 60, 60, 90, 120]),
    usualPrice: (client.companyId === null ? random.integer(4, 30) : random.integer(15, 160)) * 50_000,
    purchases: [],
  }
  ledger.buyers.push(buyer)
  const event = { type: 'customer_added', entity_id: id, entity_type: 'customer' }
  ledger.events.push({ ...event, created_by: client.responsibleId, created_at: createdAt })
  return buyer
}

function addPurchase(
  ledger: DemoLedger,
  buyer: BuyerScript,
  at: number,
  price: number,
  comment: string | null,
): void {
  const id = ledger.nextId('transaction')
  const by = comment === 'автоматический платёж' ? robot : buyer.responsibleId
  buyer.purchases.push({ id, at, price, by, comment })
  ledger.events.push({
    type: 'transaction_added',
    entity_id: buyer.id,
    entity_type: 'customer',
    created_by: by,
    created_at: at,
    value_after: [{ transaction: { id } }],
  })
}

function addRobotDeal(
  ledger: DemoLedger,
  { script: buyer, client }: BuyerPlan,
  madeAt: number,
  closedAt: number,
  price: number,
): void {
  const [soon = 0, waiting = 0] = renewalPipeline.stageIds
  addScript(ledger, {
    id: ledger.nextId('lead'),
    name: buyer.name.replace('Абонемент', 'Продление абонемента'),
    price,
    pipelineId: renewalPipeline.id,
    responsibleId: buyer.responsibleId,
    contactIds: buyer.contactIds,
    companyId: client.companyId,
    steps: [
      { at: madeAt, by: robot, stageId: soon },
      { at: madeAt + 600, by: robot, stageId: waiting },
      { at: closedAt, by: robot, stageId: wonStageId },
    ],
    lossReasonId: null,
    deletedAt: null,
    tags: [],
    elements: [],
    source: null,
    utmSource: null,
    cost: Math.round(price * 0.4),
  })
}
