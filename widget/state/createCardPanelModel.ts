import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { SessionWait } from '../api/signIn'
import type { Explanation } from '../calc/explanation'
import type { CardRefresh } from '../jobs/cardRefresh'
import type { CardState, KnownFigures } from '../jobs/cardState'
import type { Milliseconds } from '../records/brands'
import type { CustomerStage, Pipeline } from '../records/pipeline'
import { createSilenceWatch, type WatchClock } from './createSilenceWatch'
import { type ExplanationGroups, groupExplanation } from './groupExplanation'

export interface CardPanelOptions {
  readonly refresh: CardRefresh
  readonly clock: WatchClock
  /** Asked when the explanation is opened: for the names and colours of stages. */
  readonly pipelines: () => readonly Pipeline[]
  readonly customerStages: () => readonly CustomerStage[]
  /** What the requests wait for while the CRM's session is away; without it nothing is said of that. */
  readonly sessionWait?: {
    readonly now: () => SessionWait
    readonly subscribe: (listener: (wait: SessionWait) => void) => () => void
  }
}

/** A stage as the explanation shows it. */
export interface StageLabel {
  /** Empty for stages of buyers. */
  readonly pipelineName: string
  readonly stageName: string
  readonly color: string
}

/** The panel of one open card. */
export interface CardPanelModel {
  readonly state: ReadonlySignal<CardState>
  /** What the reading waits for while the CRM's session is away; null = nothing. */
  readonly sessionWait: ReadonlySignal<SessionWait>
  /** The reading has not gone on for long; false once it has. */
  readonly isCrmSlow: ReadonlySignal<boolean>
  /** Seconds since the figures on screen were computed, as of the last `tick`; null where they were not. */
  readonly secondsSinceCheck: ReadonlySignal<number | null>
  readonly isExplained: ReadonlySignal<boolean>
  /** The list under the numbers; null while it is closed or nothing was read yet. */
  readonly explanation: ReadonlySignal<ExplanationGroups | null>
  /** Buyers are not in the figures on screen, although they count: the CRM refuses them. */
  readonly isWithoutBuyers: ReadonlySignal<boolean>
  readonly refresh: () => void
  readonly toggleExplanation: () => void
  /** False for buyers of an account in which they have no stages. */
  readonly hasStages: (pipelineId: number | null) => boolean
  /** null when the CRM no longer lists the stage. */
  readonly findStage: (pipelineId: number | null, stageId: number) => StageLabel | null
  /** Moves «проверено …» on; called by the view every so often. */
  readonly tick: () => void
  /** Stops listening; the refresh itself belongs to the caller. */
  readonly dispose: () => void
}

/** Joins the refresh of a card with what its panel needs besides. */
export const createCardPanelModel = (options: CardPanelOptions): CardPanelModel => {
  const state = signal(options.refresh.state())
  const now = signal(options.clock.now())
  const isExplained = signal(false)
  const sessionWait = signal(options.sessionWait?.now() ?? null)
  const watch = createSilenceWatch(options.clock)
  watch.heard(goingOn(state.value))
  const unlistenRefresh = options.refresh.subscribe((next) => {
    state.value = next
    watch.heard(goingOn(next))
    now.value = options.clock.now()
  })
  const unlistenSession = options.sessionWait?.subscribe((wait) => {
    sessionWait.value = wait
  })
  return {
    state,
    sessionWait,
    isCrmSlow: watch.isSilent,
    secondsSinceCheck: computed(() => {
      const checkedAt = checkTime(state.value)
      return checkedAt === null ? null : Math.floor(Math.max(0, now.value - checkedAt) / 1000)
    }),
    isExplained: computed(() => isExplained.value),
    explanation: computed(() => {
      // Told again with every state: the list belongs to the figures that are on screen.
      if (!isExplained.value || checkTime(state.value) === null) return null
      const explanation: Explanation | null = options.refresh.explain()
      return explanation === null ? null : groupExplanation(explanation)
    }),
    isWithoutBuyers: computed(() => shownFigures(state.value)?.withoutBuyers !== undefined),
    refresh: () => options.refresh.refresh(),
    toggleExplanation: () => {
      isExplained.value = !isExplained.value
    },
    hasStages: (pipelineId) => pipelineId !== null || options.customerStages().length > 0,
    findStage: (pipelineId, stageId) =>
      pipelineId === null
        ? findCustomerStage(options.customerStages(), stageId)
        : findLeadStage(options.pipelines(), pipelineId, stageId),
    tick: () => {
      now.value = options.clock.now()
    },
    dispose: () => {
      unlistenRefresh()
      unlistenSession?.()
      watch.dispose()
    },
  }
}

/** What the panel shows while it reads; null where it does not. */
const goingOn = (state: CardState): string | null => {
  if (state.phase === 'waiting') return goingOn({ phase: 'reading', progress: null, known: null })
  return state.phase === 'reading' ? JSON.stringify([state.progress, state.known]) : null
}

/** When the figures on screen were computed; null where they were not. */
const checkTime = (state: CardState): Milliseconds | null => shownFigures(state)?.checkedAt ?? null

/** What is on screen, as far as it was read; null without figures. */
const shownFigures = (state: CardState): Pick<KnownFigures, 'checkedAt' | 'withoutBuyers'> | null => {
  if (state.phase === 'shown') return state
  return state.phase === 'reading' || state.phase === 'failed' ? state.known : null
}

const findLeadStage = (
  pipelines: readonly Pipeline[],
  pipelineId: number,
  stageId: number,
): StageLabel | null => {
  const pipeline = pipelines.find(({ id }) => id === pipelineId)
  const stage = pipeline?.stages.find(({ id }) => id === stageId)
  if (pipeline === undefined || stage === undefined) return null
  return { pipelineName: pipeline.name, stageName: stage.name, color: stage.color }
}

const findCustomerStage = (stages: readonly CustomerStage[], stageId: number): StageLabel | null => {
  const stage = stages.find(({ id }) => id === stageId)
  return stage === undefined ? null : { pipelineName: '', stageName: stage.name, color: stage.color }
}
