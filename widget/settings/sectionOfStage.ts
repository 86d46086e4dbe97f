import { chosenSectionOf } from '../records/chosenSectionOf'
import { classifyStage } from '../records/classifyStage'
import type { StageClass } from '../records/figures'
import type { Stage } from '../records/pipeline'
import type { StageSections } from '../records/stageSections'

/**
 * Where a stage of the CRM's list counts: in which section, and whether the section names it (`chosen`) or only its switch covers it
 * (`switch`). null for unsorted stages and for those that nothing covers.
 */
export const sectionOfStage = (
  settings: StageSections,
  stage: Pick<Stage, 'id' | 'pipelineId' | 'type'>,
): { readonly section: StageClass; readonly by: 'chosen' | 'switch' } | null => {
  const section = classifyStage(settings, stage)
  if (section === 'unsorted' || section === 'notChosen') return null
  const isChosen = chosenSectionOf(settings, stage.pipelineId, stage.id) !== null
  return { section, by: isChosen ? 'chosen' : 'switch' }
}
