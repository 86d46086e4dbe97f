import type { RunState } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import { cancelledText, failureMessage, isRepeatable } from '../../state/runMessages'
import { Button } from '../controls/Button'
import { MessageNotice } from '../controls/MessageNotice'
import { Notice } from '../controls/Notice'
import { useTexts } from '../textsContext'
import { ReportFigures } from './ReportFigures'

type EndState = Extract<RunState, { phase: 'failed' | 'cancelled' }>

/** A run that ended without its work. */
export const EndStep = ({ model, state }: { readonly model: RunModel; readonly state: EndState }) => {
  const texts = useTexts()
  const report = state.phase === 'failed' ? state.report : undefined
  const isSettings = state.phase === 'failed' && state.failure.kind === 'settings'
  return (
    <>
      {state.phase === 'failed' ? (
        <MessageNotice
          tone="error"
          message={failureMessage(texts, state.failure, state.written !== undefined)}
          hasSupport
        />
      ) : (
        <Notice tone="note" isNews>
          {cancelledText(texts, state)}
        </Notice>
      )}
      {report !== undefined && <ReportFigures report={report} />}
      <div class="sales-analytics__buttons sales-analytics__buttons_end">
        {isSettings && (
          <Button look="main" onClick={model.openSettings}>
            {texts.text('common.openSettings')}
          </Button>
        )}
        {state.phase === 'failed' && isRepeatable(state.failure) && (
          <Button look="main" onClick={model.repeat}>
            {texts.text('common.retry')}
          </Button>
        )}
        {report !== undefined && (
          <Button onClick={() => model.saveReport(report)}>{texts.text('report.download')}</Button>
        )}
        <Button onClick={model.close}>{texts.text('common.close')}</Button>
      </div>
    </>
  )
}
