import type { StageClass } from '../records/figures'
import { type CustomerStageType, customerStageTypes } from './customerStageTypes'
import type { Rules } from './rules'

/**
 * Where a buyer counts by its stage, or why it does not: the switch of such stages is off, the stage means «recently bought» (such a
 * buyer shows in purchases alone), or the CRM does not list the stage.
 */
export type CustomerStageClass =
  | Exclude<StageClass, 'bought'>
  | 'switchedOff'
  | 'recentlyBought'
  | 'unknownStage'

/** Classes of the given stages of buyers, in their order. Meant for mode `periodicity`: elsewhere only purchases count. */
export const classifyCustomerStages = (
  rules: Pick<Rules, 'settings' | 'customerStages'>,
  stageIds: readonly number[],
): readonly CustomerStageClass[] => {
  const types = customerStageTypes(rules.customerStages)
  return stageIds.map((stageId) => classOfType(rules.settings.buyers, types.get(stageId)))
}

const classOfType = (
  buyers: Rules['settings']['buyers'],
  type: CustomerStageType | undefined,
): CustomerStageClass => {
  switch (type) {
    case undefined:
      return 'unknownStage'
    case 'recentlyBought':
      return 'recentlyBought'
    case 'ordinary':
    case 'expected':
      return buyers.upcoming ? 'inWork' : 'switchedOff'
    case 'notBought':
      return buyers.notBought ? 'inWork' : 'switchedOff'
    case 'closed':
      return buyers.closed ? 'refused' : 'switchedOff'
  }
}
