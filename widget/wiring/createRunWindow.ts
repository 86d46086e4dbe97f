import { createBulkRun } from '../jobs/createBulkRun'
import { createSourceReading } from '../jobs/mirror/createSourceReading'
import type { RunState } from '../jobs/runState'
import type { ParentType } from '../records/parents'
import { findUnassignedStages } from '../settings/findUnassignedStages'
import type { HostWidget } from '../shell/hostTypes'
import { mountIndicatorPlace } from '../shell/mountIndicatorPlace'
import { openListSettings, reloadList } from '../shell/mountListMenu'
import { showsColumn } from '../shell/showsColumn'
import { mountPageHold } from '../shell/mountPageHold'
import { openHostModal, type OpenModal } from '../shell/openHostModal'
import type { Undo } from '../shell/undo'
import { createCheckpointStore } from '../store/createCheckpointStore'
import { createMirrorStore } from '../store/createMirrorStore'
import { createLastRuns } from '../store/createLastRuns'
import type { LastRuns } from '../store/lastRuns'
import { createRunModel, type RunModel, type RunStart } from '../state/createRunModel'
import type { Texts } from '../texts/createTexts'
import type * as RunViews from '../views/runViews'
import type { RunWindow } from './runWindow'
import { saveTextFile } from './saveTextFile'
import type { Session } from './session'

type Views = Pick<typeof RunViews, 'mountRunDialog' | 'mountRunIndicator'>

/** Made at the first click on the menu item; the run in it outlives every page of the CRM. */
export const createRunWindow = (session: Session): RunWindow => {
  const { hostPage } = session
  const lastRuns = createLastRuns(session.storeOwner())
  const createTag = (): string => crypto.randomUUID()
  const reading = createSourceReading({ store: createMirrorStore(session.storeOwner()), createTag })
  const checkpoints = createCheckpointStore(session.storeOwner(), session.clock)
  let texts: Texts | null = null
  const run = createBulkRun({
    client: session.client,
    clock: session.clock,
    lock: session.runLock,
    lastRuns,
    reading,
    checkpoints,
    createTag,
    freshCards: session.freshCards,
    settings: session.settings,
    user: session.user,
    fieldNames: () => loadedTexts(texts).fieldNames,
    hostAddsColumns: () => showsColumn(loadedTexts(texts).fieldNames.fields.boughtCount),
  })
  let model: RunModel | null = null
  let modal: OpenModal | null = null
  let undoIndicator: Undo | null = null
  let undoHold: Undo | null = null

  const isActive = (): boolean => activePhases.includes(run.state().phase)

  run.subscribe((state) => {
    if (isActive() && undoHold === null) undoHold = mountPageHold(hostPage.app())
    if (!isActive()) {
      undoHold?.()
      undoHold = null
    }
    const report = state.phase === 'report' || state.phase === 'failed' ? state.report : undefined
    if (report !== undefined && report.changed + report.firstTime + report.stamped > 0) reloadList()
  })

  const showDialog = (views: Views, shown: RunModel, words: Texts, widget: HostWidget): void => {
    undoIndicator?.()
    undoIndicator = null
    if (modal !== null) return
    modal = openHostModal({
      title: words.text('run.title', { name: words.widgetName }),
      closeLabel: words.text('common.close'),
      className: 'sales-analytics__window_run',
      isLasting: true,
      mayEscape: () => !isActive(),
      onClose: () => {
        undoDialog()
        modal = null
        if (isActive()) showIndicator(views, shown, words, widget)
        else shown.unfold()
      },
    })
    const undoDialog = views.mountRunDialog(modal.container, shown, words)
  }

  const showIndicator = (views: Views, shown: RunModel, words: Texts, widget: HostWidget): void => {
    if (undoIndicator !== null) return
    if (!shown.isFolded.value) shown.fold()
    const undoMount = mountIndicatorPlace({
      mount: (container) => views.mountRunIndicator(container, shown, words),
      onCramped: (isCramped) => {
        shown.isCramped.value = isCramped
      },
    })
    const unlisten = shown.isFolded.subscribe((isFolded) => {
      if (!isFolded) showDialog(views, shown, words, widget)
    })
    undoIndicator = () => {
      unlisten()
      undoMount()
    }
  }

  const start = async (widget: HostWidget, currentType: ParentType): Promise<void> => {
    const words = await session.texts(widget)
    const views = await import('../views/runViews')
    texts = words
    const facts = await readStart(session, lastRuns, currentType, [])
    if (model === null) {
      model = createRunModel({
        run,
        texts: words,
        start: facts,
        actions: {
          close: () => modal?.close(),
          dismiss: () => {
            undoIndicator?.()
            undoIndicator = null
          },
          openSettings: () => {
            modal?.close()
            hostPage.navigate('/settings/widgets/')
          },
          openListSettings: () => {
            modal?.close()
            openListSettings()
          },
          saveFile: saveTextFile,
          resumeUnfinished: () => undefined,
          dropUnfinished: () => undefined,
        },
      })
      const made = model
      made.isFolded.subscribe((isFolded) => {
        if (isFolded) modal?.close()
      })
    }
    // A folded window has not shown yet how the run ended.
    if (isFinished(run.state()) && !model.isFolded.value) model.reopen(facts)
    model.unfold()
    showDialog(views, model, words, widget)
    if (isActive()) return
    const pipelines = await session.directory.pipelines({ priority: 'card' })
    const parsed = session.settings()
    const unassigned = parsed.ok ? findUnassignedStages(parsed.settings, pipelines) : []
    const names = unassigned.map(({ pipeline, stage }) => `${pipeline.name} / ${stage.name}`)
    if (names.length > 0 && !isActive()) model.prepare(await readStart(session, lastRuns, currentType, names))
  }

  return {
    open: (widget, currentType) => {
      start(widget, currentType).catch((error: unknown) => {
        const words = session.plainTexts(widget)
        hostPage.notify('error', words.widgetName, error instanceof Error ? error.message : String(error))
      })
    },
    dispose: () => {
      run.stop()
      modal?.close()
      undoIndicator?.()
      undoIndicator = null
    },
  }
}

const activePhases: readonly RunState['phase'][] = ['checking', 'reading', 'preview', 'writing', 'paused']

const isFinished = (state: RunState): boolean => !activePhases.includes(state.phase)

const loadedTexts = (texts: Texts | null): Texts => {
  if (texts === null) throw new Error('A run was started before its words were loaded')
  return texts
}

const readStart = async (
  session: Session,
  lastRuns: LastRuns,
  currentType: ParentType,
  unassignedStages: readonly string[],
): Promise<RunStart> => {
  const parsed = session.settings()
  const lastRun = await lastRuns.read()
  return {
    entities: parsed.ok ? parsed.settings.entities : [currentType],
    currentType,
    isSettingsBroken: !parsed.ok,
    asksBeforeWriting: !parsed.ok || parsed.settings.preview === 'ask',
    lastRun:
      lastRun === null || lastRun.hasFilled === false
        ? null
        : {
            at: lastRun.finishedAt,
            userName: lastRun.userName,
            seconds: lastRun.finishedAt - lastRun.startedAt,
          },
    unassignedStages,
    unfinished: null,
    isStorageOff: !lastRuns.isLasting(),
  }
}
