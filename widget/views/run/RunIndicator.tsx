import '../view.css'
import './run.css'
import type { PauseReason, RunState } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import { cancelledText, pauseMessage } from '../../state/runMessages'
import type { Texts } from '../../texts/createTexts'
import { Button } from '../controls/Button'
import { ProgressBar } from '../controls/ProgressBar'
import { useTexts } from '../textsContext'
import { isWorking, sessionKeys, workingText, writtenShare } from '../../state/progressTexts'

/** The folded window: bottom left, small, still telling how far the run is. */
export const RunIndicator = ({ model }: { readonly model: RunModel }) => {
  const texts = useTexts()
  const state = model.state.value
  const text = waitText(texts, model) ?? indicatorText(texts, state)
  const share = indicatorShare(state)
  // A bar that moves says that something goes on.
  const hasBar = isWorking(state) || (state.phase === 'paused' && share !== null)
  const isOver = ['report', 'failed', 'cancelled'].includes(state.phase)
  if (model.isShrunk.value || model.isCramped.value)
    return (
      <button
        type="button"
        class="sales-analytics__indicator sales-analytics__indicator_icon"
        title={text}
        onClick={model.unfold}
      >
        {signOf(state)}
        <span class="sales-analytics__hidden">
          {` ${texts.text('run.indicator')}: ${text}. ${texts.text('run.unfold')}`}
        </span>
      </button>
    )
  return (
    <section class="sales-analytics__indicator" aria-label={texts.text('run.indicator')}>
      <p class="sales-analytics__indicator-text" role="status" title={text}>
        {text}
      </p>
      <Button look="icon" label={texts.text('run.unfold')} onClick={model.unfold}>
        <span aria-hidden="true">⤢</span>
      </Button>
      <Button
        look="icon"
        label={texts.text('run.shrink')}
        onClick={() => {
          model.isShrunk.value = true
        }}
      >
        <span aria-hidden="true">–</span>
      </Button>
      {isOver && (
        <Button look="icon" label={texts.text('common.close')} onClick={model.dismiss}>
          <span aria-hidden="true">×</span>
        </Button>
      )}
      {hasBar && <ProgressBar label={texts.text('run.indicator')} share={share} text={text} />}
    </section>
  )
}

/** What fits into the icon: how far the run is, that it waits for the user, how it ended. */
const signOf = (state: RunState): string => {
  const share = indicatorShare(state)
  switch (state.phase) {
    case 'report':
      return '✓'
    case 'failed':
    case 'cancelled':
      return '×'
    case 'preview':
      return '!'
    case 'paused':
      return state.reason.kind === 'user' ? 'II' : isAwaited(state.reason) ? '…' : '!'
    default:
      return share === null ? '…' : `${Math.round(share * 100)}%`
  }
}

/** Why it does not go on; null where it does, or where it waits for the user. */
const waitText = (texts: Texts, model: RunModel): string | null => {
  if (!isWorking(model.state.value)) return null
  const wait = model.sessionWait.value
  if (wait !== null) return texts.text(sessionKeys[wait])
  if (model.waitingUntil.value !== null) return texts.text('run.indicatorWaits')
  return model.isCrmSlow.value ? texts.text('run.indicatorSlow') : null
}

/** Nothing is asked of the user. */
const isAwaited = (reason: PauseReason): boolean =>
  reason.kind === 'otherComputer' && reason.isAwaited === true

const indicatorText = (texts: Texts, state: RunState): string => {
  switch (state.phase) {
    case 'idle':
      return texts.text('run.checking')
    case 'checking':
    case 'reading':
    case 'writing':
      return workingText(texts, state)
    case 'preview':
      return texts.text('run.indicatorPreview')
    case 'paused':
      return state.reason.kind === 'user'
        ? texts.text('run.paused')
        : texts.text('run.indicatorPaused', { reason: pauseMessage(texts, state.reason, state.kept).what })
    case 'report':
      return texts.text(state.report.isComplete ? 'run.indicatorDone' : 'run.indicatorStopped', {
        written: state.report.changed + state.report.firstTime + state.report.stamped,
        failed: state.report.failed.length,
      })
    case 'failed':
      return texts.text('run.indicatorFailed')
    case 'cancelled':
      return cancelledText(texts, state)
  }
}

/** From 0 to 1; null while nobody knows. */
const indicatorShare = (state: RunState): number | null => {
  if (state.phase === 'writing') return writtenShare(state.progress)
  if (state.phase === 'paused' && state.writing !== null) return writtenShare(state.writing)
  return state.phase === 'report' || state.phase === 'preview' ? 1 : null
}
