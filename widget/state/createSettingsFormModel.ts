import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { hasCountedBuyers } from '../jobs/hasCountedBuyers'
import { needsBuyerStages } from '../jobs/requireBuyers'
import type { CustomersMode } from '../records/account'
import type { BuyersRefusal } from '../records/buyersRefusal'
import type { StageClass } from '../records/figures'
import { type ParentType, parentTypes } from '../records/parents'
import { lostStageId, type Pipeline, wonStageId } from '../records/pipeline'
import { applyBuyersSwitch, applyEntity } from '../settings/applySwitches'
import { findUnassignedStages } from '../settings/findUnassignedStages'
import type { StageKey } from '../settings/assignStages'
import { formatSettings } from '../settings/formatSettings'
import type { Settings } from '../settings/settings'
import type { SettingsIssue } from '../settings/settingsIssue'
import { methodOf } from '../texts/methodOf'
import { cutName } from '../texts/cutName'
import { createStagePickerModel, type StagePickerModel } from './createStagePickerModel'

/** What the settings screen can do besides editing; an action that is absent has no button. */
export interface SettingsFormActions {
  /** Deletes the eight fields of an entity, then their group. Rejects with words for the user. */
  deleteFields?: (type: ParentType) => Promise<void>
  /** Makes the group of fields again. Rejects with words for the user. */
  restoreGroup?: () => Promise<void>
  clearBrowser?: () => Promise<void>
}

export interface SettingsFormOptions {
  /** As read, without ids of another account; the defaults where nothing is saved or the saved text cannot be read. */
  readonly settings: Settings
  /** Why the saved text cannot be read, or used here; empty otherwise. */
  readonly issues: readonly SettingsIssue[]
  /** False where nothing was saved yet. */
  readonly isSaved: boolean
  readonly pipelines: readonly Pipeline[]
  readonly customersMode: CustomersMode
  /** Finds out why the CRM does not give buyers, although the account has them; null where it does, or does not answer. */
  readonly findBuyersRefusal: () => Promise<BuyersRefusal | null>
  /** Fields of deals that hold a date. */
  readonly dateFields: readonly { readonly id: number; readonly name: string }[]
  /** Entities whose fields stand in the CRM. */
  readonly typesWithFields: readonly ParentType[]
  /** True when the fields are there and their group is not. */
  readonly isGroupMissing: boolean
  /** A bulk recalculation goes on in this browser. */
  readonly isRunOn: boolean
  readonly actions: SettingsFormActions
}

/** Settings that are chosen among a few values. */
export type ChoiceKey =
  | 'contacts'
  | 'companies'
  | 'write'
  | 'empty'
  | 'zeroBudget'
  | 'averageDigits'
  | 'rate'
  | 'cardRefresh'
  | 'preview'
  | 'saleDateField'

export type ActionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running' }
  | { readonly phase: 'done' }
  | { readonly phase: 'failed'; readonly detail: string }

/** What is said about the last press of «Сохранить». */
export type SaveState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'refused' }
  /** `fieldsProblem`: why the fields could not be made; null when they are there. `left`: which saved fields were let go; absent when none was. */
  | { readonly phase: 'saved'; readonly fieldsProblem: string | null; readonly left?: string }

/** A stage that counts nowhere. */
export interface UnassignedStage {
  readonly pipeline: string
  readonly stage: string
  /** False for one that was unticked in this form, and for the two closing stages, which every pipeline has from its beginning. */
  readonly isNew: boolean
}

/** The settings screen: a draft of the settings and what is to be said about it. */
export interface SettingsFormModel {
  readonly draft: ReadonlySignal<Settings>
  readonly pickers: Readonly<Record<StageClass, StagePickerModel>>
  /** Stages that count nowhere, with their pipelines. */
  readonly unassigned: ReadonlySignal<readonly UnassignedStage[]>
  readonly hasNoEntity: ReadonlySignal<boolean>
  /** How buyers can be counted in this account. */
  readonly buyers: 'stages' | 'purchasesOnly' | 'off'
  /** Why the CRM does not give buyers that the draft counts; null where it does, where none are counted, and until it has answered. */
  readonly buyersRefusal: ReadonlySignal<BuyersRefusal | null>
  readonly loadProblem: 'none' | 'unreadable' | 'newer' | 'foreign'
  readonly dateFields: SettingsFormOptions['dateFields']
  readonly isGroupMissing: ReadonlySignal<boolean>
  /** A bulk recalculation went on in this browser when the form was opened. */
  readonly isRunOn: boolean
  readonly isAdvancedOpen: ReadonlySignal<boolean>
  /** Entities that are unticked while their fields stand in the CRM. */
  readonly keptTypes: ReadonlySignal<readonly ParentType[]>
  /** Unticked entities whose fields were deleted here just now. */
  readonly deletedTypes: ReadonlySignal<readonly ParentType[]>
  readonly actions: SettingsFormActions
  readonly actionStates: Readonly<Record<keyof SettingsFormActions, ReadonlySignal<ActionState>>>
  /** The text that is to be saved: JSON for the widget's field `custom`. */
  readonly text: ReadonlySignal<string>
  /** True when `text` differs from what is saved (always where nothing readable is). */
  readonly isDirty: ReadonlySignal<boolean>
  /** False while an error stands beside a field. */
  readonly canSave: ReadonlySignal<boolean>
  readonly toggleType: (type: ParentType) => void
  readonly toggleBuyers: (name: keyof Settings['buyers']) => void
  readonly choose: <Key extends ChoiceKey>(key: Key, value: Settings[Key]) => void
  readonly toggleAdvanced: () => void
  readonly saveState: ReadonlySignal<SaveState>
  /** The user pressed «Сохранить»: true when the draft may be saved, else the screen says why not. */
  readonly attemptSave: () => boolean
  /** What is in the draft now counts as saved; `fieldsProblem` says why the fields were not made, `left` which saved ones were let go. */
  readonly markSaved: (fieldsProblem?: string, left?: string) => void
  /** Puts other settings into the form, for example those of an earlier run; the admin saves them. */
  readonly replace: (settings: Settings) => void
  readonly deleteFields: (type: ParentType) => Promise<void>
  readonly restoreGroup: () => Promise<void>
  readonly clearBrowser: () => Promise<void>
}

export const createSettingsFormModel = (options: SettingsFormOptions): SettingsFormModel => {
  const { pipelines, actions } = options
  const draft = signal(options.settings)
  const loadProblem = findLoadProblem(options.issues)
  const savedText = signal(
    options.isSaved && loadProblem === 'none' ? formatSettings(options.settings) : null,
  )
  const typesWithFields = signal(options.typesWithFields)
  const deletedTypes = signal<readonly ParentType[]>([])
  const isGroupMissing = signal(options.isGroupMissing)
  const unassignedBefore = new Set(
    findUnassignedStages(options.settings, pipelines).map(({ stage }) => keyOf(stage)),
  )
  const isAdvancedOpen = signal(false)
  const foundRefusal = signal<BuyersRefusal | null>(null)
  // The form does not wait for it: nothing in it depends on the answer.
  void options.findBuyersRefusal().then((refusal) => {
    foundRefusal.value = refusal
  })
  const saveState = signal<SaveState>({ phase: 'idle' })
  const actionStates = {
    deleteFields: signal<ActionState>({ phase: 'idle' }),
    restoreGroup: signal<ActionState>({ phase: 'idle' }),
    clearBrowser: signal<ActionState>({ phase: 'idle' }),
  }
  const text = computed(() => formatSettings(draft.value))
  const hasNoEntity = computed(() => draft.value.entities.length === 0)
  const act = async (
    name: keyof SettingsFormActions,
    action: Promise<void> | undefined,
  ): Promise<boolean> => {
    if (action === undefined) return false
    const state = actionStates[name]
    state.value = { phase: 'running' }
    try {
      await action
      state.value = { phase: 'done' }
      return true
    } catch (error) {
      state.value = { phase: 'failed', detail: error instanceof Error ? error.message : String(error) }
      return false
    }
  }
  return {
    draft,
    pickers: {
      inWork: createStagePickerModel(draft, pipelines, 'inWork'),
      bought: createStagePickerModel(draft, pipelines, 'bought'),
      refused: createStagePickerModel(draft, pipelines, 'refused'),
    },
    unassigned: computed(() =>
      findUnassignedStages(draft.value, pipelines).map(({ pipeline, stage }) => ({
        pipeline: cutName(pipeline.name),
        stage: cutName(stage.name),
        isNew: stage.id !== wonStageId && stage.id !== lostStageId && unassignedBefore.has(keyOf(stage)),
      })),
    ),
    hasNoEntity,
    buyers: buyersIn(options.customersMode),
    buyersRefusal: computed(() => {
      const refusal = foundRefusal.value
      const { buyers } = draft.value
      return refusal !== null && isInTheWay(refusal, buyers, options.customersMode) ? refusal : null
    }),
    loadProblem,
    dateFields: options.dateFields,
    isGroupMissing,
    isRunOn: options.isRunOn,
    isAdvancedOpen,
    keptTypes: computed(() =>
      parentTypes.filter(
        (type) => typesWithFields.value.includes(type) && !draft.value.entities.includes(type),
      ),
    ),
    deletedTypes: computed(() => deletedTypes.value.filter((type) => !draft.value.entities.includes(type))),
    actions,
    actionStates,
    text,
    isDirty: computed(() => text.value !== savedText.value),
    canSave: computed(() => !hasNoEntity.value),
    toggleType: (type) => {
      draft.value = applyEntity(draft.value, type, !draft.value.entities.includes(type))
    },
    toggleBuyers: (name) => {
      draft.value = applyBuyersSwitch(draft.value, name, !draft.value.buyers[name])
    },
    choose: (key, value) => {
      draft.value = { ...draft.value, [key]: value }
    },
    toggleAdvanced: () => {
      isAdvancedOpen.value = !isAdvancedOpen.value
    },
    saveState,
    attemptSave: () => {
      saveState.value = { phase: hasNoEntity.value ? 'refused' : 'idle' }
      return !hasNoEntity.value
    },
    markSaved: (fieldsProblem, left) => {
      batch(() => {
        savedText.value = text.value
        saveState.value = {
          phase: 'saved',
          fieldsProblem: fieldsProblem ?? null,
          ...(left !== undefined && { left }),
        }
      })
    },
    replace: (settings) => {
      draft.value = settings
    },
    deleteFields: async (type) => {
      const isDone = await act('deleteFields', actions.deleteFields?.(type))
      if (!isDone) return
      batch(() => {
        typesWithFields.value = typesWithFields.value.filter((each) => each !== type)
        deletedTypes.value = [...deletedTypes.value, type]
      })
    },
    restoreGroup: async () => {
      if (await act('restoreGroup', actions.restoreGroup?.())) isGroupMissing.value = false
    },
    clearBrowser: async () => {
      await act('clearBrowser', actions.clearBrowser?.())
    },
  }
}

const keyOf = ({ pipelineId, id }: StageKey): string => `${pipelineId} ${id}`

const findLoadProblem = (issues: readonly SettingsIssue[]): SettingsFormModel['loadProblem'] => {
  if (issues.length === 0) return 'none'
  if (issues.some(({ code }) => code === 'otherAccount')) return 'foreign'
  return issues.some(({ code }) => code === 'newerVersion') ? 'newer' : 'unreadable'
}

/** Whether it keeps something from being counted: without their stages buyers' purchases count all the same. */
const isInTheWay = ({ request }: BuyersRefusal, buyers: Settings['buyers'], mode: CustomersMode): boolean =>
  methodOf(request)?.subject === 'customerStages' ? needsBuyerStages(buyers) : hasCountedBuyers(buyers, mode)

const buyersIn = (mode: CustomersMode): SettingsFormModel['buyers'] => {
  // Where the CRM does not tell the mode all can be switched off.
  if (mode === 'periodicity' || mode === 'unknown') return 'stages'
  return mode === 'segments' || mode === 'dynamic' ? 'purchasesOnly' : 'off'
}
