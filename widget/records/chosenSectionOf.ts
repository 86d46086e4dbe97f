import type { StageClass } from './figures'
import type { StageSections } from './stageSections'

/** The class that names the stage itself, whatever the switches; null when none does. */
export const chosenSectionOf = (
  sections: StageSections,
  pipelineId: number,
  stageId: number,
): StageClass | null => {
  if (sections.bought.stages[pipelineId]?.includes(stageId) === true) return 'bought'
  if (sections.refused.stages[pipelineId]?.includes(stageId) === true) return 'refused'
  return sections.inWork.stages[pipelineId]?.includes(stageId) === true ? 'inWork' : null
}
