import type { ParentType } from '../records/parents'
import { areSettingsGiven } from '../settings/areSettingsGiven'
import type { HostWidget } from '../shell/hostTypes'
import { mountIndicatorPlace } from '../shell/mountIndicatorPlace'
import { openHostModal, type OpenModal } from '../shell/openHostModal'
import { openListColumns } from '../shell/openListColumns'
import { createUndoOfAll, type Undo } from '../shell/undo'
import { createRunModel, type RunModel } from '../state/createRunModel'
import { unassignedNames } from '../state/unassignedNames'
import { classifyError } from '../texts/classifyError'
import type { Texts } from '../texts/createTexts'
import { errorWords } from '../texts/errorText'
import { mountRunDialog, mountRunIndicator, mountUnfinishedNotice } from '../views/runViews'
import { createRunJob } from './createRunJob'
import { createRunLink } from './createRunLink'
import { followOtherTab } from './followOtherTab'
import type { RunWindow } from './runWindow'
import { saveTextFile } from './saveTextFile'
import type { Session } from './session'
import { tellWaits } from './tellWaits'
import { untilHandover } from './untilHandover'

/** What the screens are drawn with, once it is loaded. */
interface Stage {
  readonly words: Texts
  readonly shown: RunModel
}

/** Made when a run is asked for or was left unfinished; the run in it outlives every page of the CRM. */
export const createRunWindow = (session: Session): RunWindow => {
  const { hostPage } = session
  const link = createRunLink(`sales-analytics.run.${session.storeOwner().accountId}`)
  let texts: Texts | null = null
  const job = createRunJob(session, link, () => loadedTexts(texts))
  const { run, isActive } = job
  let stage: Stage | null = null
  let loading: Promise<Stage> | null = null
  let modal: OpenModal | null = null
  let undoIndicator: Undo | null = null
  let undoOffer: Undo | null = null
  let unfollow: Undo | null = null
  /** The widget was switched off: what is on its way no longer comes up. */
  let isDisposed = false
  let unlisten: Undo | null = null
  /** The entity of the list over which the window was opened last. */
  let currentType: ParentType = 'contacts'

  const stopFollowing = (): void => {
    unfollow?.()
    unfollow = null
    if (stage !== null) stage.shown.isOtherSilent.value = false
    stage?.shown.follow(null)
  }

  const follow = ({ shown }: Stage): void => {
    unfollow ??= followOtherTab(link, session.runLock, {
      onState: (state) => shown.follow(state),
      onSilence: (isSilent) => (shown.isOtherSilent.value = isSilent),
      onDeath: () => {
        attempt(async () => {
          const facts = await job.readStart(currentType, [])
          stopFollowing()
          shown.reopen(facts)
        })
      },
    })
  }

  run.subscribe((state) => {
    if (state.phase !== 'failed' || state.failure.kind !== 'otherTab' || stage === null) return
    follow(stage)
    // The run of another tab is shown in the window: the indicator is for one's own.
    if (undoIndicator !== null) stage.shown.unfold()
  })

  /** What is offered here, or about to be started, is out of date as soon as another tab has begun, ended or dropped a run. */
  const unlink = link.follow((told) => {
    if (isActive()) return
    dropOffer()
    if (stage === null || modal === null || unfollow !== null) return
    const { shown } = stage
    if (shown.state.value.phase !== 'idle') return
    if (told.phase !== 'cancelled') follow(stage)
    else
      attempt(async () => {
        const unfinished = await job.peekUnfinished()
        shown.prepare({ ...shown.start.value, unfinished })
      })
  })

  const showDialog = ({ words, shown }: Stage): void => {
    undoIndicator?.()
    undoIndicator = null
    dropOffer()
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
        if (unfollow !== null) stopFollowing()
        if (isActive() && !isDisposed) showIndicator({ words, shown })
        else {
          shown.unfold()
          job.takeEndAsSeen()
        }
      },
    })
    const undoDialog = mountRunDialog(modal.container, shown, words)
  }

  const showIndicator = (now: Stage): void => {
    const { words, shown } = now
    if (undoIndicator !== null) return
    if (!shown.isFolded.value) shown.fold()
    const undoMount = mountIndicatorPlace({
      mount: (container) => mountRunIndicator(container, shown, words),
      onCramped: (isCramped) => {
        shown.isCramped.value = isCramped
      },
    })
    const unlisten = shown.isFolded.subscribe((isFolded) => {
      if (!isFolded) showDialog(now)
    })
    undoIndicator = () => {
      unlisten()
      undoMount()
    }
  }

  /** Once, also where an offer and the user ask for it at the same time. */
  const load = (widget: HostWidget): Promise<Stage> => {
    loading ??= createStage(widget).catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }

  const createStage = async (widget: HostWidget): Promise<Stage> => {
    const words = await session.texts(widget)
    texts = words
    const shown = createRunModel({
      run,
      texts: words,
      clock: session.clock,
      start: await job.readStart(currentType, []),
      actions: {
        close: () => modal?.close(),
        dismiss: () => {
          undoIndicator?.()
          undoIndicator = null
          job.takeEndAsSeen()
        },
        openSettings: () => {
          modal?.close()
          hostPage.navigate('/settings/widgets/')
        },
        openListSettings: (type) => {
          modal?.close()
          void openListColumns(type, hostPage)
        },
        saveFile: (name, text) => attempt(async () => saveTextFile(name, text)),
        resumeUnfinished: () => run.resumeUnfinished(),
        takeOver: () => {
          stopFollowing()
          run.takeOver()
        },
        dropUnfinished: () => attempt(() => job.dropUnfinished()),
      },
    })
    shown.isFolded.subscribe((isFolded) => {
      if (isFolded) modal?.close()
    })
    if (!isDisposed) listen(shown)
    stage = { words, shown }
    return stage
  }

  const listen = (shown: RunModel): void => {
    unlisten = createUndoOfAll([
      session.onSettings(() => shown.checkSettings()),
      tellWaits(session, shown, isActive),
    ])
  }

  const open = async (widget: HostWidget): Promise<void> => {
    const now = await load(widget)
    if (isDisposed) return
    const { shown } = now
    // A folded window has not shown yet how the run ended.
    if (!isActive() && !shown.isFolded.value) {
      shown.reopen(await job.readStart(currentType, []))
      const isHeld = await session.runLock.isHeld()
      if (isDisposed) return
      if (isHeld) follow(now)
    }
    shown.unfold()
    showDialog(now)
    if (isActive() || unfollow !== null) return
    const [, pipelines, newestStamp] = await Promise.all([
      job.lookWhoseSettings(),
      session.directory.pipelines({ priority: 'card' }),
      job.findNewestStamp(),
    ])
    const parsed = session.settings()
    const names = parsed.ok ? unassignedNames(parsed.settings, pipelines) : []
    if (!isActive() && !isDisposed) shown.prepare(await job.readStart(currentType, names, newestStamp))
  }

  const resume = (now: Stage): void => {
    dropOffer()
    run.resumeUnfinished()
    showIndicator(now)
  }

  const offer = async (widget: HostWidget, isReload: boolean): Promise<void> => {
    // Nobody knows whether it may go on: neither «other settings» nor an offer would be true.
    if (!areSettingsGiven(session.settings())) return
    if (isReload ? !(await untilHandover(session.runLock)) : await session.runLock.isHeld()) return
    const unfinished = await job.peekUnfinished()
    if (unfinished === null || isBusy()) return
    const now = await load(widget)
    if (isBusy()) return
    if (isReload && unfinished.obstacle === undefined) return resume(now)
    undoOffer = mountIndicatorPlace({
      mount: (container) =>
        mountUnfinishedNotice(container, now.words, {
          unfinished,
          onResume: () => resume(now),
          onDrop: () => {
            dropOffer()
            attempt(() => job.dropUnfinished())
          },
        }),
      onCramped: () => undefined,
    })
  }

  /** Something of the run is on screen already, or never will be. */
  const isBusy = (): boolean =>
    isDisposed || isActive() || modal !== null || undoOffer !== null || undoIndicator !== null

  const dropOffer = (): void => {
    undoOffer?.()
    undoOffer = null
  }

  const attempt = (work: () => Promise<void>): void => {
    work().catch((error: unknown) => {
      if (isDisposed) return
      const words = loadedTexts(texts)
      hostPage.notify('error', words.widgetName, errorWords(words, classifyError(error)))
    })
  }

  return {
    isActive,
    open: (widget, type) => {
      texts ??= session.plainTexts(widget)
      currentType = type
      attempt(() => open(widget))
    },
    offerUnfinished: (widget, isReload) => {
      if (isBusy()) return
      texts ??= session.plainTexts(widget)
      attempt(() => offer(widget, isReload))
    },
    dispose: () => {
      isDisposed = true
      unlink()
      unlisten?.()
      job.suspend()
      modal?.close()
      stopFollowing()
      dropOffer()
      undoIndicator?.()
      undoIndicator = null
    },
  }
}

const loadedTexts = (texts: Texts | null): Texts => {
  if (texts === null) throw new Error('A run was started before its words were loaded')
  return texts
}
