import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { SessionWait } from '../api/signIn'
import type { BulkRun } from '../jobs/bulkRun'
import type { RunReport, RunState } from '../jobs/runState'
import type { UnixSeconds } from '../records/brands'
import { type ParentType, parentTypes } from '../records/parents'
import type { Texts } from '../texts/createTexts'
import { createRunPreviewModel, type RunPreviewModel } from './createRunPreviewModel'
import { createSilenceWatch, type WatchClock } from './createSilenceWatch'
import { formatRunReport } from './formatRunReport'
import { isWorking, workingText } from './progressTexts'
import type { RunStart } from './runStart'

/** What the screens of a run ask of the page. */
export interface RunActions {
  /** Takes the window off the page; the run itself goes on. */
  readonly close: () => void
  /** Takes the indicator off the page. */
  readonly dismiss: () => void
  readonly openSettings: () => void
  /** Opens the list's own settings of columns. */
  readonly openListSettings: (type: ParentType) => void
  readonly saveFile: (name: string, text: string) => void
  readonly resumeUnfinished: () => void
  /** Goes on in place of another tab that does not answer. */
  readonly takeOver: () => void
  readonly dropUnfinished: () => void
}

export interface RunModelOptions {
  readonly run: BulkRun
  readonly texts: Texts
  readonly clock: WatchClock
  readonly start: RunStart
  readonly actions: RunActions
}

/** The screen of one bulk run: its window and its folded indicator show the same model. */
export interface RunModel {
  readonly state: ReadonlySignal<RunState>
  readonly start: ReadonlySignal<RunStart>
  /** Entities ticked in the start dialog. */
  readonly chosenTypes: ReadonlySignal<readonly ParentType[]>
  /** «Полный пересчёт» is ticked. */
  readonly isFull: Signal<boolean>
  readonly preview: RunPreviewModel
  readonly isFolded: ReadonlySignal<boolean>
  /** The settings were saved anew since the run began, and count otherwise. */
  readonly hasOldSettings: ReadonlySignal<boolean>
  /** The browser could not store the run: it ends with its tab. */
  readonly isUnkept: ReadonlySignal<boolean>
  /** The folded indicator is shrunk to an icon. */
  readonly isShrunk: Signal<boolean>
  /** Only an icon fits on the page without covering a control. */
  readonly isCramped: Signal<boolean>
  /** The CRM asked to wait until about then; null once the run has gone on. */
  readonly waitingUntil: ReadonlySignal<UnixSeconds | null>
  /** The run has not gone on for long, and it was not told why; false once it has. */
  readonly isCrmSlow: ReadonlySignal<boolean>
  /** All requests wait until the CRM's session is back; null = they do not. */
  readonly sessionWait: Signal<SessionWait>
  /** Another tab runs; this one only shows it. */
  readonly isFollower: ReadonlySignal<boolean>
  /** That tab does not answer any more: its run can be taken over. */
  readonly isOtherSilent: Signal<boolean>
  /** The CRM asks to wait until then, for so many seconds from now. */
  readonly tellWait: (until: UnixSeconds, seconds: number) => void
  /** Shows the run of another tab; null goes back to the one of this tab. */
  readonly follow: (state: RunState | null) => void
  /** Renews what the start dialog says (opened again, or read later); ticks that the user made stay while the entities are the same. */
  readonly prepare: (start: RunStart) => void
  /** Shows the start dialog in place of how the last run ended. Only while no run goes on. */
  readonly reopen: (start: RunStart) => void
  readonly toggleType: (type: ParentType) => void
  readonly begin: () => void
  /** Answers the preview with its chosen radio button; «Ничего не записывать» also closes the window. */
  readonly confirmChoice: () => void
  readonly pause: () => void
  readonly resume: () => void
  readonly stop: () => void
  readonly retryFailed: () => void
  /** Does once more what was asked last, by the settings as they are now. */
  readonly repeat: () => void
  /** Other settings may have come into force: looks whether the run still goes by them. */
  readonly checkSettings: () => void
  /** «Подождать»: the run goes on by itself once the other computer's writes no more. */
  readonly wait: () => void
  /** «Посчитать без покупателей»: answers the pause for buyers that the CRM refuses. */
  readonly leaveBuyersOut: () => void
  readonly fold: () => void
  readonly unfold: () => void
  /** Takes the indicator of a run that is over off the page. */
  readonly dismiss: () => void
  readonly close: () => void
  readonly openSettings: () => void
  readonly openListSettings: (type: ParentType) => void
  readonly saveReport: (report: RunReport) => void
  readonly resumeUnfinished: () => void
  /** Goes on here with the run of another tab that does not answer. */
  readonly takeOver: () => void
  readonly dropUnfinished: () => void
  /** Stops listening to the run. */
  readonly dispose: () => void
}

/** Joins a run with what its window needs besides: ticks, the preview's table, folding. */
export const createRunModel = ({ run, texts, clock, start, actions }: RunModelOptions): RunModel => {
  const state = signal(run.state())
  const facts = signal(start)
  const chosenTypes = signal(ticked(start))
  const isFull = signal(start.isFullDue)
  const isFollower = signal(false)
  const isFolded = signal(false)
  const isShrunk = signal(false)
  const hasOldSettings = signal(run.hasOldSettings())
  const isUnkept = signal(run.isUnkept())
  const waitingUntil = signal<UnixSeconds | null>(null)
  const watch = createSilenceWatch(clock, () => (waitingUntil.value = null))
  const preview = createRunPreviewModel(state, facts)
  const goingOn = (next: RunState): string | null => (isWorking(next) ? workingText(texts, next) : null)
  watch.heard(goingOn(run.state()))
  let said: string | null = null
  const unlisten = run.subscribe((next) => {
    if (isFollower.value) return
    batch(() => {
      state.value = next
      const words = goingOn(next)
      // The same words again do not say that the wait is over.
      if (words === null || words !== said) waitingUntil.value = null
      said = words
      watch.heard(words)
      hasOldSettings.value = run.hasOldSettings()
      isUnkept.value = run.isUnkept()
    })
  })
  const close = (): void => {
    isFolded.value = false
    actions.close()
  }
  const prepare = (next: RunStart): void => {
    const isSameList =
      next.entities.join() === facts.value.entities.join() && next.currentType === facts.value.currentType
    batch(() => {
      facts.value = next
      if (!isSameList) chosenTypes.value = ticked(next)
    })
  }
  return {
    state,
    start: facts,
    chosenTypes,
    preview,
    isFolded,
    hasOldSettings,
    isUnkept,
    isShrunk,
    isCramped: signal(false),
    waitingUntil,
    isCrmSlow: watch.isSilent,
    sessionWait: signal(null),
    isFull,
    isFollower,
    isOtherSilent: signal(false),
    tellWait: (until, seconds) => {
      waitingUntil.value = until
      watch.heldFor(seconds * 1000)
    },
    follow: (next) => {
      batch(() => {
        isFollower.value = next !== null
        watch.heard(goingOn(next ?? run.state()))
        state.value = next ?? run.state()
      })
    },
    prepare,
    reopen: (next) => {
      batch(() => {
        prepare(next)
        chosenTypes.value = ticked(next)
        isFull.value = next.isFullDue
        state.value = { phase: 'idle' }
      })
    },
    toggleType: (type) => {
      const chosen = chosenTypes.value
      chosenTypes.value = parentTypes.filter((each) =>
        each === type ? !chosen.includes(each) : chosen.includes(each),
      )
    },
    begin: () => {
      if (chosenTypes.value.length > 0 && !facts.value.isSettingsBroken)
        run.start({ entities: chosenTypes.value, isFull: isFull.value })
    },
    confirmChoice: () => {
      const choice = preview.choice.value
      // While the run still goes on a closed window would fold into the indicator; a failure has to be read.
      if (choice === 'nothing') {
        const undo = run.subscribe((next) => {
          if (next.phase === 'preview' || isWorking(next)) return
          undo()
          if (next.phase !== 'failed') close()
        })
      }
      run.choose(choice)
    },
    pause: () => run.pause(),
    resume: () => run.resume(),
    stop: () => run.stop(),
    retryFailed: () => run.retryFailed(),
    repeat: () => run.repeat(),
    checkSettings: () => {
      hasOldSettings.value = run.hasOldSettings()
    },
    wait: () => run.wait(),
    leaveBuyersOut: () => run.leaveBuyersOut(),
    fold: () => {
      isFolded.value = true
    },
    unfold: () => {
      batch(() => {
        isFolded.value = false
        isShrunk.value = false
        hasOldSettings.value = run.hasOldSettings()
      })
    },
    dismiss: () => {
      actions.dismiss()
      isFolded.value = false
    },
    close,
    openSettings: () => actions.openSettings(),
    openListSettings: (type) => actions.openListSettings(type),
    saveReport: (report) =>
      actions.saveFile(
        texts.text('report.fileName', { time: fileTime(texts.formatDateTime(report.finishedAt)) }),
        formatRunReport(report, texts),
      ),
    resumeUnfinished: () => actions.resumeUnfinished(),
    takeOver: () => actions.takeOver(),
    dropUnfinished: () => {
      facts.value = { ...facts.value, unfinished: null }
      actions.dropUnfinished()
    },
    dispose: () => {
      unlisten()
      watch.dispose()
    },
  }
}

const ticked = (start: RunStart): readonly ParentType[] =>
  parentTypes.filter((type) => start.entities.includes(type))

/** A colon cannot stand in a file's name on every system. */
const fileTime = (time: string): string => time.replaceAll(':', '-')
