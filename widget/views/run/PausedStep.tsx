import type { PauseReason, RunState } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import { pauseMessage } from '../../state/runMessages'
import type { TextKey } from '../../texts/textTree'
import { Button } from '../controls/Button'
import { MessageNotice } from '../controls/MessageNotice'
import { ProgressBar } from '../controls/ProgressBar'
import { useTexts } from '../textsContext'
import { waitingText, writtenShare } from '../../state/progressTexts'

type PausedState = Extract<RunState, { phase: 'paused' }>

/** What going on is called where it is more than that. */
const resumeKeys: { readonly [Kind in PauseReason['kind']]?: TextKey } = {
  fieldGone: 'run.createFieldAndResume',
  buyersRefused: 'common.retry',
  listFall: 'run.acceptFall',
}

/** A run that waits: why, how far it came, what the user can do. */
export const PausedStep = ({ model, state }: { readonly model: RunModel; readonly state: PausedState }) => {
  const texts = useTexts()
  const { reason, reading, writing } = state
  const progress = waitingText(texts, reading, writing)
  const isAwaited = reason.kind === 'otherComputer' && reason.isAwaited === true
  const mayWait = reason.kind === 'otherComputer' && !isAwaited
  const isAboutBuyers = reason.kind === 'buyersRefused'
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
        tone={reason.kind === 'user' || isAwaited ? 'note' : 'warning'}
        message={pauseMessage(texts, reason, state.kept)}
        hasSupport={['crm', 'notWhole', 'noTime'].includes(reason.kind)}
      />
      {!model.isFollower.value && (
        <div class="sales-analytics__buttons sales-analytics__buttons_end">
          {mayWait && (
            <Button look="main" onClick={model.wait}>
              {texts.text('run.wait')}
            </Button>
          )}
          <Button look={mayWait ? 'plain' : 'main'} onClick={model.resume}>
            {texts.text(resumeKeys[reason.kind] ?? 'common.resume')}
          </Button>
          {isAboutBuyers && <Button onClick={model.leaveBuyersOut}>{texts.text('run.withoutBuyers')}</Button>}
          <Button onClick={model.stop}>{texts.text('run.stop')}</Button>
          <Button look="link" onClick={model.fold}>
            {texts.text('run.fold')}
          </Button>
        </div>
      )}
    </>
  )
}
