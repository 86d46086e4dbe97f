import { classifyStage } from '../records/classifyStage'
import type { StageClass } from '../records/figures'
import type { Rules } from './rules'

/** The class of a stage in which a deal stands, or why it has none. The CRM need not list the stage any more. */
export const classifyLeadStage = (
  rules: Pick<Rules, 'settings' | 'pipelines'>,
  stage: { readonly pipelineId: number; readonly stageId: number },
): StageClass | 'unsorted' | 'notChosen' => {
  const listed = rules.pipelines
    .find((pipeline) => pipeline.id === stage.pipelineId)
    ?.stages.find((each) => each.id === stage.stageId)
  return classifyStage(rules.settings, {
    pipelineId: stage.pipelineId,
    id: stage.stageId,
    type: listed?.type ?? null,
  })
}
