import type { Random } from '../createRandom'
import { addScript, firstLossReasonId } from './addDeal'
import { addDealActivity } from './addDealActivity'
import type { DemoClient, DemoLedger } from './demoLedger'
import { lostStageId, salesPipeline, wonStageId } from './demoPipelines'

/** A deal whose amount and end are settled beforehand. */
export interface ClientDeal {
  readonly client: DemoClient
  readonly name: string
  /** Minor units. */
  readonly price: number
  readonly at: number
  /** When it is closed, or, for an open one, when its stage last changes; later than `at`. */
  readonly endsAt: number
  readonly outcome: 'won' | 'lost' | 'open'
}

/** Adds one deal in the main pipeline with the whole client linked to it. */
export function addClientDeal(ledger: DemoLedger, random: Random, deal: ClientDeal): void {
  const { client, name, price, at, endsAt, outcome } = deal
  const [firstStage = 0, ...laterStages] = salesPipeline.stageIds
  const lastStage = { won: wonStageId, lost: lostStageId, open: random.pick(laterStages) }[outcome]
  const script = {
    id: ledger.nextId('lead'),
    name,
    price,
    pipelineId: salesPipeline.id,
    responsibleId: client.responsibleId,
    contactIds: client.contactIds.slice(0, 2),
    companyId: client.companyId,
    steps: [
      { at, by: client.responsibleId, stageId: firstStage },
      { at: endsAt, by: client.responsibleId, stageId: lastStage },
    ],
    lossReasonId: outcome === 'lost' ? firstLossReasonId : null,
    deletedAt: null,
    tags: [],
    elements: [],
    source: null,
    utmSource: null,
    cost: Math.round((price * random.integer(50, 75)) / 100),
  }
  addScript(ledger, script)
  addDealActivity(ledger, random, script)
}
