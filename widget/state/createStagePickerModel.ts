import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { StageClass } from '../records/figures'
import type { Pipeline, Stage } from '../records/pipeline'
import { isSectionSwitchOn } from '../settings/applySwitches'
import { assignStages } from '../settings/assignStages'
import { findVanishedStages, type VanishedStage } from '../settings/findVanishedStages'
import type { Settings } from '../settings/settings'
import {
  countStages,
  excludeStages,
  includePipeline,
  includeStage,
  listStageOptions,
  type PipelineOptions,
  setSectionSwitch,
  type StageOption,
} from './stageChoices'

/** A stage that stands in another section and waits for the click that moves it. */
export interface PendingMove {
  readonly stage: Stage
  readonly from: StageClass
}

/** The drop-down «Выбрать» of one section. */
export interface StagePickerModel {
  readonly section: StageClass
  readonly isOpen: ReadonlySignal<boolean>
  readonly search: Signal<string>
  readonly isSwitchOn: ReadonlySignal<boolean>
  readonly count: ReadonlySignal<number>
  readonly pipelines: ReadonlySignal<readonly PipelineOptions[]>
  /** Stages of this section that the CRM no longer lists. */
  readonly vanished: ReadonlySignal<readonly VanishedStage[]>
  readonly pendingMove: ReadonlySignal<PendingMove | null>
  readonly open: () => void
  readonly close: () => void
  readonly toggleSwitch: () => void
  /** Ticks or unticks a stage; one that counts in another section only becomes the pending move. */
  readonly toggleStage: (option: StageOption) => void
  readonly confirmMove: () => void
  readonly cancelMove: () => void
  readonly includeAllOf: (pipeline: Pipeline) => void
  readonly excludeAllOf: (pipeline: Pipeline) => void
  readonly dropVanished: (stage: VanishedStage) => void
}

/** A drop-down over the draft of the settings form. */
export const createStagePickerModel = (
  draft: Signal<Settings>,
  pipelines: readonly Pipeline[],
  section: StageClass,
): StagePickerModel => {
  const isOpen = signal(false)
  const search = signal('')
  const pendingMove = signal<PendingMove | null>(null)
  return {
    section,
    isOpen,
    search,
    isSwitchOn: computed(() => isSectionSwitchOn(draft.value, section)),
    count: computed(() => countStages(draft.value, pipelines, section)),
    pipelines: computed(() => listStageOptions(draft.value, pipelines, section, search.value)),
    vanished: computed(() =>
      findVanishedStages(draft.value, pipelines).filter((stage) => stage.section === section),
    ),
    pendingMove,
    open: () => {
      isOpen.value = true
    },
    close: () => {
      batch(() => {
        isOpen.value = false
        search.value = ''
        pendingMove.value = null
      })
    },
    toggleSwitch: () => {
      draft.value = setSectionSwitch(
        draft.value,
        pipelines,
        section,
        !isSectionSwitchOn(draft.value, section),
      )
    },
    toggleStage: ({ stage, isOn, takenBy }) => {
      if (takenBy !== null) {
        pendingMove.value = { stage, from: takenBy }
        return
      }
      batch(() => {
        pendingMove.value = null
        draft.value = isOn
          ? excludeStages(draft.value, pipelines, [stage], section)
          : includeStage(draft.value, stage, section)
      })
    },
    confirmMove: () => {
      const pending = pendingMove.value
      if (pending === null) return
      batch(() => {
        draft.value = includeStage(draft.value, pending.stage, section)
        pendingMove.value = null
      })
    },
    cancelMove: () => {
      pendingMove.value = null
    },
    includeAllOf: (pipeline) => {
      draft.value = includePipeline(draft.value, pipeline, section)
    },
    excludeAllOf: (pipeline) => {
      draft.value = excludeStages(draft.value, pipelines, pipeline.stages, section)
    },
    dropVanished: ({ pipelineId, id }) => {
      draft.value = assignStages(draft.value, [{ pipelineId, id }], null)
    },
  }
}
