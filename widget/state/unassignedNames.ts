import { lostStageId, type Pipeline, wonStageId } from '../records/pipeline'
import { findUnassignedStages } from '../settings/findUnassignedStages'
import type { Settings } from '../settings/settings'
import { isolateName } from '../texts/isolateName'
import type { UnassignedStageName } from './runStart'
import { cutName } from '../texts/cutName'

/** The stages that count nowhere, as a sentence names them. */
export const unassignedNames = (
  settings: Settings,
  pipelines: readonly Pipeline[],
): readonly UnassignedStageName[] =>
  findUnassignedStages(settings, pipelines).map(({ pipeline, stage }) => ({
    name: [pipeline, stage].map(({ name }) => isolateName(cutName(name))).join(': '),
    isNew: stage.id !== wonStageId && stage.id !== lostStageId,
  }))
