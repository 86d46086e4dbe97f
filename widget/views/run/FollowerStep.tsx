import type { RunState } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import { Button } from '../controls/Button'
import { Notice } from '../controls/Notice'
import { ProgressBar } from '../controls/ProgressBar'
import { useTexts } from '../textsContext'
import { readingText, workingText, writingText, writtenShare } from '../../state/progressTexts'

/** How far the run of another tab is. It is held, answered and stopped there. */
export const FollowerStep = ({ model, state }: { readonly model: RunModel; readonly state: RunState }) => {
  const texts = useTexts()
  const text = textOf(texts, state)
  const isOver = text === null
  const isSilent = !isOver && model.isOtherSilent.value
  return (
    <>
      {isSilent ? (
        <Notice tone="warning" isNews>
          <p class="sales-analytics__strong">{texts.text('run.otherTabSilent')}</p>
          <p>{texts.text('run.otherTabSilentNote')}</p>
        </Notice>
      ) : (
        <Notice tone="note" isNews>
          {texts.text(isOver ? 'run.otherTabEnded' : 'run.otherTab')}
        </Notice>
      )}
      {!isOver && (
        <>
          <p class="sales-analytics__headline">{text}</p>
          <ProgressBar label={texts.text('run.indicator')} share={shareOf(state)} text={text} />
        </>
      )}
      {!isOver && !isSilent && model.isCrmSlow.value && (
        <Notice tone="note" isNews>
          {texts.text('run.crmSlow')}
        </Notice>
      )}
      <div class="sales-analytics__buttons sales-analytics__buttons_end">
        {isSilent && (
          <Button look="main" onClick={model.takeOver}>
            {texts.text('run.takeOver')}
          </Button>
        )}
        <Button onClick={model.close}>{texts.text('common.close')}</Button>
      </div>
    </>
  )
}

/** Null when the run is over. */
const textOf = (texts: ReturnType<typeof useTexts>, state: RunState): string | null => {
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
      if (state.writing !== null) return writingText(texts, state.writing)
      return state.reading === null ? texts.text('run.paused') : readingText(texts, state.reading)
    case 'report':
    case 'failed':
    case 'cancelled':
      return null
  }
}

const shareOf = (state: RunState): number | null => {
  if (state.phase === 'writing') return writtenShare(state.progress)
  if (state.phase === 'paused' && state.writing !== null) return writtenShare(state.writing)
  return state.phase === 'preview' ? 1 : null
}
