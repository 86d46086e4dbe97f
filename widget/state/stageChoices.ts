import { foldText } from '../records/foldText'
import type { StageClass } from '../records/figures'
import { type Pipeline, type Stage, unsortedStageType } from '../records/pipeline'
import { applySectionSwitch, isSectionSwitchOn } from '../settings/applySwitches'
import { assignStages, type StageKey } from '../settings/assignStages'
import { sectionOfStage } from '../settings/sectionOfStage'
import type { Settings } from '../settings/settings'

/** One line of a section's drop-down. */
export interface StageOption {
  readonly stage: Stage
  readonly isOn: boolean
  /** The other section in which the stage counts now; null when it is free or counts here. */
  readonly takenBy: StageClass | null
}

export interface PipelineOptions {
  readonly pipeline: Pipeline
  readonly stages: readonly StageOption[]
}

/** The drop-down of a section: every stage but the unsorted ones, of pipelines or stages whose name holds `search`. */
export const listStageOptions = (
  settings: Settings,
  pipelines: readonly Pipeline[],
  section: StageClass,
  search = '',
): readonly PipelineOptions[] => {
  const wanted = foldText(search.trim())
  return pipelines.flatMap((pipeline) => {
    const isWanted = foldText(pipeline.name).includes(wanted)
    const stages = countableStages(pipeline)
      .filter((stage) => isWanted || foldText(stage.name).includes(wanted))
      .map((stage) => toOption(settings, stage, section))
    return stages.length === 0 ? [] : [{ pipeline, stages }]
  })
}

/**
 * The settings with the stage counted in the section. Moves it from another one: ask first where `takenBy` names one.
 */
export const includeStage = (settings: Settings, stage: StageKey, section: StageClass): Settings =>
  assignStages(settings, [stage], section)

/**
 * The settings with the stages no longer counted in the section. Where its switch covers one of them, the switch goes off and the
 * other stages that it covers are named, so that nothing else changes.
 */
export const excludeStages = (
  settings: Settings,
  pipelines: readonly Pipeline[],
  stages: readonly StageKey[],
  section: StageClass,
): Settings => {
  const freed = assignStages(settings, namedIn(settings, stages, section), null)
  const covered = coveredBySwitch(freed, pipelines, section)
  const kept = covered.filter((each) => !stages.some((stage) => isSame(each, stage)))
  return kept.length === covered.length
    ? freed
    : assignStages(applySectionSwitch(freed, section, false), kept, section)
}

/** The settings with every free stage of the pipeline counted in the section; stages of other sections stay where they are. */
export const includePipeline = (settings: Settings, pipeline: Pipeline, section: StageClass): Settings =>
  assignStages(
    settings,
    countableStages(pipeline).filter((stage) => sectionOfStage(settings, stage) === null),
    section,
  )

/** The settings with the section's own switch set; switched on it stands for the stages that it covers, and they are no longer named. */
export const setSectionSwitch = (
  settings: Settings,
  pipelines: readonly Pipeline[],
  section: StageClass,
  isOn: boolean,
): Settings => {
  if (!isOn) return applySectionSwitch(settings, section, false)
  const named = pipelines.flatMap(countableStages).filter((stage) => {
    const held = sectionOfStage(settings, stage)
    return held?.section === section && held.by === 'chosen'
  })
  const freed = assignStages(applySectionSwitch(settings, section, true), named, null)
  const lost = named.filter((stage) => sectionOfStage(freed, stage)?.section !== section)
  return assignStages(freed, lost, section)
}

/** How many stages the section counts. */
export const countStages = (
  settings: Settings,
  pipelines: readonly Pipeline[],
  section: StageClass,
): number =>
  pipelines.flatMap(countableStages).filter((stage) => sectionOfStage(settings, stage)?.section === section)
    .length

const countableStages = (pipeline: Pipeline): readonly Stage[] =>
  pipeline.stages.filter(({ type }) => type !== unsortedStageType)

const toOption = (settings: Settings, stage: Stage, section: StageClass): StageOption => {
  const held = sectionOfStage(settings, stage)?.section ?? null
  return { stage, isOn: held === section, takenBy: held === section ? null : held }
}

const coveredBySwitch = (
  settings: Settings,
  pipelines: readonly Pipeline[],
  section: StageClass,
): readonly Stage[] =>
  isSectionSwitchOn(settings, section)
    ? pipelines.flatMap(countableStages).filter((stage) => {
        const held = sectionOfStage(settings, stage)
        return held?.section === section && held.by === 'switch'
      })
    : []

const namedIn = (settings: Settings, stages: readonly StageKey[], section: StageClass): readonly StageKey[] =>
  stages.filter(({ pipelineId, id }) => settings[section].stages[pipelineId]?.includes(id) === true)

const isSame = (left: StageKey, right: StageKey): boolean =>
  left.id === right.id && left.pipelineId === right.pipelineId
