import { classifyStage } from '../records/classifyStage'
import type { Pipeline, Stage } from '../records/pipeline'
import type { StageSections } from '../records/stageSections'

/** Stages that count nowhere because no section names them and no switch covers them, in the CRM's order; unsorted ones left out. */
export const findUnassignedStages = (
  settings: StageSections,
  pipelines: readonly Pipeline[],
): readonly { readonly pipeline: Pipeline; readonly stage: Stage }[] =>
  pipelines.flatMap((pipeline) =>
    pipeline.stages
      .filter((stage) => classifyStage(settings, stage) === 'notChosen')
      .map((stage) => ({ pipeline, stage })),
  )
