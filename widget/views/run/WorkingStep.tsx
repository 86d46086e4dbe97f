import type { ReadingProgress, WritingProgress } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import { Button } from '../controls/Button'
import { Notice } from '../controls/Notice'
import { ProgressBar } from '../controls/ProgressBar'
import { useTexts } from '../textsContext'
import {
  readingText,
  readText,
  sessionKeys,
  type WorkingState,
  workingText,
  writingText,
  writtenShare,
} from '../../state/progressTexts'

/** Checking, reading and writing: how far it is, and the buttons that hold it. */
export const WorkingStep = ({ model, state }: { readonly model: RunModel; readonly state: WorkingState }) => {
  const texts = useTexts()
  const isStopping = state.phase === 'writing' && state.isStopping
  return (
    <>
      {state.phase === 'checking' && (
        <ProgressBar label={workingText(texts, state)} share={null} text={workingText(texts, state)} />
      )}
      {state.phase === 'reading' && <Reading progress={state.progress} />}
      {state.phase === 'writing' && (
        <Writing progress={state.progress} isStopping={isStopping} isKept={!model.isUnkept.value} />
      )}
      {model.sessionWait.value !== null && (
        <Notice tone="note" isNews>
          {texts.text(sessionKeys[model.sessionWait.value])}
        </Notice>
      )}
      {model.isCrmSlow.value && model.sessionWait.value === null && model.waitingUntil.value === null && (
        <Notice tone="note" isNews>
          {texts.text('run.crmSlow')}
        </Notice>
      )}
      {model.waitingUntil.value !== null && (
        <Notice tone="note" isNews>
          {texts.text('run.crmWaits', { time: texts.formatDateTimeExact(model.waitingUntil.value) })}
        </Notice>
      )}
      <div class="sales-analytics__buttons sales-analytics__buttons_end">
        {!model.isFollower.value && state.phase !== 'checking' && (
          <>
            <Button onClick={model.pause} isDisabled={isStopping}>
              {texts.text('run.pause')}
            </Button>
            <Button onClick={model.stop} isDisabled={isStopping}>
              {texts.text('run.stop')}
            </Button>
          </>
        )}
        <Button look="link" onClick={model.fold}>
          {texts.text('run.fold')}
        </Button>
      </div>
    </>
  )
}

const Reading = ({ progress }: { readonly progress: ReadingProgress }) => {
  const texts = useTexts()
  const text = readingText(texts, progress)
  const others = (['leads', 'customers', 'contacts', 'companies'] as const).filter(
    (source) => source !== progress.source && progress.read[source] > 0,
  )
  return (
    <>
      <p class="sales-analytics__headline">{text}</p>
      {progress.isAnew === true && <ReadAnew />}
      <ProgressBar label={texts.text('run.reading')} share={null} text={text} />
      <ul class="sales-analytics__list sales-analytics__muted">
        {others.map((source) => (
          <li key={source}>{readText(texts, source, progress.read[source])}</li>
        ))}
      </ul>
      <p class="sales-analytics__muted">{texts.text('run.readingNote')}</p>
    </>
  )
}

const ReadAnew = () => (
  <Notice tone="note" isNews>
    {useTexts().text('run.readAnew')}
  </Notice>
)

interface WritingProps {
  readonly progress: WritingProgress
  readonly isStopping: boolean
  readonly isKept: boolean
}

const Writing = ({ progress, isStopping, isKept }: WritingProps) => {
  const texts = useTexts()
  const text = writingText(texts, progress)
  return (
    <>
      <p class="sales-analytics__headline">{text}</p>
      {progress.isAnew === true && <ReadAnew />}
      <ProgressBar label={texts.text('run.writing')} share={writtenShare(progress)} text={text} />
      {isStopping ? (
        <Notice tone="note" isNews>
          {texts.text('run.stopping')}
        </Notice>
      ) : (
        isKept && <p class="sales-analytics__muted">{texts.text('run.writingNote')}</p>
      )}
    </>
  )
}
