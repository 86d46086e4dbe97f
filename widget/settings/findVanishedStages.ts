import { type StageClass, stageClasses } from '../records/figures'
import type { Pipeline } from '../records/pipeline'
import type { StageSections } from '../records/stageSections'

/** A stage that a section names and the CRM no longer lists; it keeps its class for deals that still stand in it. */
export interface VanishedStage {
  readonly section: StageClass
  readonly pipelineId: number
  readonly id: number
}

/** The vanished stages of all sections, by section, pipeline id and the order of the choice. */
export const findVanishedStages = (
  settings: StageSections,
  pipelines: readonly Pipeline[],
): readonly VanishedStage[] => {
  const listed = new Set(
    pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => `${pipeline.id}.${stage.id}`)),
  )
  return stageClasses.flatMap((section) =>
    Object.entries(settings[section].stages).flatMap(([pipelineId, ids]: [string, readonly number[]]) =>
      ids
        .filter((id) => !listed.has(`${pipelineId}.${id}`))
        .map((id) => ({ section, pipelineId: Number(pipelineId), id })),
    ),
  )
}
