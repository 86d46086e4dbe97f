import { lostStageId, type Pipeline, wonStageId } from '../records/pipeline'
import { findUnassignedStages } from '../settings/findUnassignedStages'
import type { ParsedSettings } from '../settings/parseSettings'
import type { UnassignedStageName } from '../state/createRunModel'
import { cutName } from '../state/cutName'
import { isolateName } from '../texts/isolateName'

/** The stages that no section covers, for the start dialog; none where the settings cannot be read. */
export const namesOfUnassigned = (
  parsed: ParsedSettings,
  pipelines: readonly Pipeline[],
): readonly UnassignedStageName[] => {
  const unassigned = parsed.ok ? findUnassignedStages(parsed.settings, pipelines) : []
  return unassigned.map(({ pipeline, stage }) => ({
    name: [pipeline, stage].map(({ name }) => isolateName(cutName(name))).join(': '),
    isNew: stage.id !== wonStageId && stage.id !== lostStageId,
  }))
}
