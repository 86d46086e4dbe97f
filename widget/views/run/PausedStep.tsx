import type { RunState } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import { pauseMessage } from '../../state/runMessages'
import { Button } from '../controls/Button'
import { MessageNotice } from '../controls/MessageNotice'
import { ProgressBar } from '../controls/ProgressBar'
import { useTexts } from '../textsContext'
import { waitingText, writtenShare } from './progressTexts'

type PausedState = Extract<RunState, { phase: 'paused' }>

/** A run that waits: why, how far it came, what the user can do. */
export const PausedStep = ({ model, state }: { readonly model: RunModel; readonly state: PausedState }) => {
  const texts = useTexts()
  const { reason, reading, writing } = state
  const progress = waitingText(texts, reading, writing)
  return (
    <>
      {progress !== null && <p class="sales-analytics__headline">{progress}</p>}
      {writing !== null && writing.total > 0 && (
        <ProgressBar
          label={texts.text('run.writing')}
          share={writtenShare(writing) ?? 0}
          text={progress ?? ''}
        />
      )}
      <MessageNotice
        tone={reason.kind === 'user' ? 'note' : 'warning'}
        message={pauseMessage(texts, reason, state.kept)}
        hasSupport={reason.kind === 'crm'}
      />
      {!model.isFollower.value && (
        <div class="sales-analytics__buttons sales-analytics__buttons_end">
          {reason.kind === 'otherComputer' && (
            <Button look="main" onClick={model.wait}>
              {texts.text('run.wait')}
            </Button>
          )}
          <Button look={reason.kind === 'otherComputer' ? 'plain' : 'main'} onClick={model.resume}>
            {texts.text(reason.kind === 'fieldGone' ? 'run.createFieldAndResume' : 'common.resume')}
          </Button>
          <Button onClick={model.stop}>{texts.text('run.stop')}</Button>
          {reason.kind !== 'otherComputer' && (
            <Button look="link" onClick={model.fold}>
              {texts.text('run.fold')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
