import type { WireElementLink, WireTag } from '../../account/wire'
import type { Random } from '../createRandom'
import { createDealEvents } from './createDealEvents'
import type { DealScript, DealStep } from './dealScript'
import { isSaleFree } from './decemberRule'
import { addDealActivity } from './addDealActivity'
import { utmSources } from './demoFields'
import type { DemoClient, DemoLedger } from './demoLedger'
import { type DemoPipeline, lostStageId, salesPipeline, servicePipeline, wonStageId } from './demoPipelines'
import { demoProducts, productCatalogId } from './demoProducts'
import { salesPeople } from './demoUsers'
import { dayOf, startOfDay } from './moscowTime'

type Outcome = 'won' | 'lost' | 'stuck'

export const lossReasons = [
  'Слишком дорого',
  'Выбрали других',
  'Не устроили сроки',
  'Пропала потребность',
  'Не дозвонились',
]
export const firstLossReasonId = 910001
export const demoSources = [
  { id: 19001, name: 'Форма на сайте' },
  { id: 19002, name: 'Входящий звонок' },
  { id: 19003, name: 'Telegram' },
]
export const leadTags: readonly WireTag[] = [
  { id: 330001, name: 'опт', color: 'D8D5FF' },
  { id: 330002, name: 'срочно', color: 'FF8F92' },
  { id: 330003, name: 'повторный', color: 'C7DB8C' },
  { id: 330004, name: 'сайт', color: null },
]

/** Thinks up the whole life of one deal that begins at `at`, with its events, calls, notes, messages and tasks. */
export function addDeal(
  ledger: DemoLedger,
  random: Random,
  at: number,
  client: DemoClient | null,
  second: DemoClient | null,
): void {
  const isCompany = client?.companyId != null
  const pipeline = random.isHit(0.72) ? salesPipeline : servicePipeline
  const responsibleId = client?.responsibleId ?? random.pick(salesPeople)
  const order = pickOrder(random, isCompany)
  const clients = [client, second].filter((each) => each !== null)
  const steps = walkStages(random, at, pipeline, responsibleId, (closedAt) =>
    isSaleFree(ledger, closedAt, clients),
  )
  const isLost = steps.at(-1)?.stageId === lostStageId
  const source = random.isHit(0.55) ? random.pick(demoSources) : null
  const script: DealScript = {
    id: ledger.nextId('lead'),
    name: random.isHit(0.5) && client !== null ? `${order.name} — ${client.name}` : order.name,
    price: order.price,
    pipelineId: pipeline.id,
    responsibleId,
    contactIds: pickContacts(random, client, second),
    companyId: isCompany && random.isHit(0.88) ? client.companyId : null,
    steps,
    lossReasonId:
      isLost && random.isHit(0.9) ? firstLossReasonId + random.integer(0, lossReasons.length - 1) : null,
    deletedAt: random.isHit(0.015) ? (steps.at(-1)?.at ?? at) + random.integer(600, 900_000) : null,
    tags: random.isHit(0.25) ? [random.pick(leadTags)] : [],
    elements: order.elements,
    source,
    utmSource: source?.id === 19001 && random.isHit(0.7) ? random.pick(utmSources) : null,
    cost: random.isHit(0.7) ? Math.round((order.price * random.integer(45, 80)) / 100) : null,
  }
  addScript(ledger, script)
  addDealActivity(ledger, random, script)
}

/** Takes a deal into the account, with the events it leaves. */
export function addScript(ledger: DemoLedger, script: DealScript): void {
  ledger.deals.push(script)
  ledger.events.push(...createDealEvents(script))
}

/** The first contact is the main one. Without a client, or sometimes with a company, a deal has none. */
function pickContacts(random: Random, client: DemoClient | null, second: DemoClient | null): number[] {
  if (client === null || (client.companyId !== null && random.isHit(0.06))) return []
  const people = [...client.contactIds]
  const main = random.pick(people)
  const others = people.filter((id) => id !== main && random.isHit(0.3))
  return [...new Set([main, ...others, ...(second?.contactIds.slice(0, 1) ?? [])])]
}

function pickOrder(random: Random, isCompany: boolean) {
  const product = random.pick(
    demoProducts.filter(({ group }) => (group === 'Частным лицам') !== isCompany || group === 'Полиграфия'),
  )
  const quantity = random.pick(isCompany ? [1, 1, 1, 2, 2, 3] : [1, 1, 2])
  const elements: WireElementLink[] = random.isHit(0.45)
    ? [{ id: product.id, metadata: { quantity, catalog_id: productCatalogId, price_id: null } }]
    : []
  const listed = product.price * quantity
  const rounded = Math.max(500, Math.round((listed * random.integer(80, 125)) / 50_000) * 500)
  const kopecks = random.isHit(0.12) ? random.integer(1, 99) : 0
  const price = random.isHit(0.04) ? 0 : Math.round((elements.length > 0 ? listed : rounded) * 100) + kopecks
  return { name: product.name, price, elements }
}

function walkStages(
  random: Random,
  at: number,
  pipeline: DemoPipeline,
  responsibleId: number,
  mayBeWonAt: (closedAt: number) => boolean,
): DealStep[] {
  const chance = random.fraction()
  let outcome: Outcome = 'stuck'
  if (chance < 0.46) outcome = 'won'
  else if (chance < 0.95) outcome = 'lost'
  const steps: DealStep[] = []
  const [firstStage = 0, ...laterStages] = pipeline.stageIds
  let time = at
  if (pipeline.unsortedId !== null && random.isHit(0.22)) {
    steps.push({ at, by: 0, stageId: pipeline.unsortedId })
    if (random.isHit(0.07)) return steps
    time = at + random.integer(300, 60_000)
  }
  steps.push({ at: time, by: responsibleId, stageId: firstStage })
  const pace = random.isHit(0.12) ? 30 : random.pick([0, 1, 2, 4, 8])
  const reached = outcome === 'won' ? laterStages.length : random.integer(0, laterStages.length)
  for (const stageId of laterStages.slice(0, reached)) {
    if (random.isHit(0.35)) continue
    time = nextMoment(random, time, pace)
    steps.push({ at: time, by: responsibleId, stageId })
  }
  if (outcome === 'stuck') return steps
  time = nextMoment(random, time, pace)
  const isWon = outcome === 'won' && mayBeWonAt(time)
  return [...steps, { at: time, by: responsibleId, stageId: isWon ? wonStageId : lostStageId }]
}

/** A later moment in working hours, up to `pace` days away. */
function nextMoment(random: Random, after: number, pace: number): number {
  const day = dayOf(after) + random.integer(0, pace)
  const moment = startOfDay(day) + random.integer(9 * 3600, 19 * 3600)
  return moment > after ? moment : after + random.integer(900, 9000)
}
