import '../view.css'
import './run.css'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { RunState } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import { Button } from '../controls/Button'
import { Notice } from '../controls/Notice'
import { useTexts } from '../textsContext'
import { workingText } from '../../state/progressTexts'
import { EndStep } from './EndStep'
import { FollowerStep } from './FollowerStep'
import { PausedStep } from './PausedStep'
import { PreviewStep } from './PreviewStep'
import { ReportStep } from './ReportStep'
import { StartStep } from './StartStep'
import { WorkingStep } from './WorkingStep'

/** What stands in the one window of a bulk run, whatever its phase; the window itself has the title. */
export const RunDialog = ({ model }: { readonly model: RunModel }) => {
  const texts = useTexts()
  const root = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  const state = model.state.value
  const phase = phaseText(texts, state)
  useLayoutEffect(() => {
    const page = root.current?.ownerDocument
    // The button that was pressed is gone with its step: without this the keyboard would start from the top of the page.
    if (!isFirst.current && page?.activeElement === page?.body) root.current?.focus({ preventScroll: true })
    isFirst.current = false
  }, [state.phase])
  return (
    <section
      ref={root}
      class="sales-analytics__run"
      tabIndex={-1}
      aria-label={texts.text('run.title', { name: texts.widgetName })}
    >
      <p
        class={
          phase === '' || state.phase === 'preview' ? 'sales-analytics__hidden' : 'sales-analytics__phase'
        }
        role="status"
      >
        {phase}
      </p>
      {model.isFollower.value ? (
        <FollowerStep model={model} state={state} />
      ) : (
        <>
          {model.hasOldSettings.value && figurePhases.includes(state.phase) && (
            <OldSettings model={model} isAsked={state.phase === 'preview'} />
          )}
          {model.isUnkept.value && unkeptPhases.includes(state.phase) && (
            <Notice tone="warning" isNews>
              {texts.text('errors.runKeptInTab')}
            </Notice>
          )}
          <Step model={model} state={state} />
        </>
      )}
    </section>
  )
}

interface OldSettingsProps {
  readonly model: RunModel
  /** Nothing is written yet: the user can still choose. */
  readonly isAsked: boolean
}

const OldSettings = ({ model, isAsked }: OldSettingsProps) => {
  const texts = useTexts()
  return (
    <Notice tone="warning" isNews>
      <p>{texts.text(isAsked ? 'run.oldSettingsAsked' : 'run.oldSettings')}</p>
      {isAsked && (
        <Button look="link" onClick={model.repeat}>
          {texts.text('run.recompute')}
        </Button>
      )}
    </Notice>
  )
}

/** Those in which figures are counted, shown or written. */
const unkeptPhases: readonly RunState['phase'][] = ['reading', 'preview', 'writing']
const figurePhases: readonly RunState['phase'][] = ['reading', 'preview', 'writing', 'paused', 'report']

const Step = ({ model, state }: { readonly model: RunModel; readonly state: RunState }) => {
  switch (state.phase) {
    case 'idle':
      return <StartStep model={model} />
    case 'checking':
    case 'reading':
    case 'writing':
      return <WorkingStep model={model} state={state} />
    case 'preview':
      return <PreviewStep model={model} />
    case 'paused':
      return <PausedStep model={model} state={state} />
    case 'report':
      return <ReportStep model={model} report={state.report} />
    case 'failed':
    case 'cancelled':
      return <EndStep model={model} state={state} />
  }
}

const phaseText = (texts: ReturnType<typeof useTexts>, state: RunState): string => {
  switch (state.phase) {
    case 'checking':
      return workingText(texts, state)
    case 'reading':
      return texts.text('run.reading')
    case 'preview':
      return texts.text('preview.title')
    case 'writing':
      return texts.text('run.writing')
    case 'paused':
      return texts.text('run.paused')
    case 'failed':
      return texts.text('run.failed')
    case 'idle':
    case 'report':
    case 'cancelled':
      return ''
  }
}
