import { chosenSectionOf } from './chosenSectionOf'
import type { StageClass } from './figures'
import { lostStageId, unsortedStageType, wonStageId } from './pipeline'
import type { StageSections } from './stageSections'

/**
 * The class of one stage of deals. An explicit choice beats a switch; unsorted stages (type 1) count nowhere, chosen or not.
 * `type` is that of the CRM's list, or null where the CRM lists no such stage: then only an explicit choice, 142 and 143 can cover it,
 * since nobody knows whether it is an ordinary one.
 */
export const classifyStage = (
  sections: StageSections,
  stage: { readonly pipelineId: number; readonly id: number; readonly type: number | null },
): StageClass | 'unsorted' | 'notChosen' => {
  if (stage.type === unsortedStageType) return 'unsorted'
  const chosen = chosenSectionOf(sections, stage.pipelineId, stage.id)
  if (chosen !== null) return chosen
  if (stage.id === wonStageId) return sections.bought.won ? 'bought' : 'notChosen'
  if (stage.id === lostStageId) return sections.refused.lost ? 'refused' : 'notChosen'
  return sections.inWork.open && stage.type === 0 ? 'inWork' : 'notChosen'
}
