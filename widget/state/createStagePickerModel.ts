import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { StageClass } from '../records/figures'
import type { Pipeline, Stage } from '../records/pipeline'
import { isSectionSwitchOn } from '../settings/applySwitches'
import { assignStages } from '../settings/assignStages'
import { findVanishedStages, type VanishedStage } from '../settings/findVanishedStages'
import { sectionOfStage } from '../settings/sectionOfStage'
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

/** Stages that were unticked here and that the switch of another section has taken at once. */
export interface TakenOver {
  readonly section: StageClass
  readonly stages: readonly Stage[]
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
  /** What became of the stages that were unticked last; empty when they count nowhere now. */
  readonly takenOver: ReadonlySignal<readonly TakenOver[]>
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

const stageClasses: readonly StageClass[] = ['inWork', 'bought', 'refused']

/** A drop-down over the draft of the settings form. */
export const createStagePickerModel = (
  draft: Signal<Settings>,
  pipelines: readonly Pipeline[],
  section: StageClass,
): StagePickerModel => {
  const isOpen = signal(false)
  const search = signal('')
  const pendingMove = signal<PendingMove | null>(null)
  const takenOver = signal<readonly TakenOver[]>([])
  const exclude = (stages: readonly Stage[]): void => {
    const own = stages.filter((stage) => sectionOfStage(draft.value, stage)?.section === section)
    const next = excludeStages(draft.value, pipelines, stages, section)
    batch(() => {
      draft.value = next
      takenOver.value = stageClasses.flatMap((other) => {
        const taken = own.filter((stage) => sectionOfStage(next, stage)?.section === other)
        return taken.length === 0 ? [] : [{ section: other, stages: taken }]
      })
    })
  }
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
    takenOver,
    open: () => {
      isOpen.value = true
    },
    close: () => {
      batch(() => {
        isOpen.value = false
        search.value = ''
        pendingMove.value = null
        takenOver.value = []
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
        if (isOn) exclude([stage])
        else {
          takenOver.value = []
          draft.value = includeStage(draft.value, stage, section)
        }
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
      exclude(pipeline.stages)
    },
    dropVanished: ({ pipelineId, id }) => {
      draft.value = assignStages(draft.value, [{ pipelineId, id }], null)
    },
  }
}
