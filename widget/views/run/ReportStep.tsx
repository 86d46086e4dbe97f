import type { RunReport } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import type { Texts } from '../../texts/createTexts'
import { Button } from '../controls/Button'
import { Notice } from '../controls/Notice'
import { useTexts } from '../textsContext'
import { ReportFigures } from './ReportFigures'

/** What a finished or stopped run came to. */
export const ReportStep = ({ model, report }: { readonly model: RunModel; readonly report: RunReport }) => {
  const texts = useTexts()
  const hasFailures = report.failed.length > 0
  return (
    <>
      <Notice tone={report.isComplete && !hasFailures ? 'success' : 'warning'} isNews>
        <p class="sales-analytics__strong">{headline(texts, report)}</p>
      </Notice>
      <ReportFigures report={report} />
      {report.columns !== 'shown' && (
        <Notice tone="note">
          <p>{texts.text(report.columns === 'hidden' ? 'report.columnsHint' : 'report.columnsUnseen')}</p>
          <div class="sales-analytics__buttons">
            {(['contacts', 'companies'] as const).map(
              (type) =>
                report.byType[type] !== undefined && (
                  <Button key={type} look="link" onClick={() => model.openListSettings(type)}>
                    {texts.text('report.listSettings', { entity: texts.text(`common.${type}`) })}
                  </Button>
                ),
            )}
          </div>
        </Notice>
      )}
      {report.lostGroups.length > 0 && (
        <Notice tone="warning">
          <p>
            {texts.text('report.lostGroup', {
              group: texts.fieldNames.group,
              entities: report.lostGroups.map((type) => texts.text(`common.${type}`)).join(', '),
            })}
          </p>
          <p>{texts.text('report.lostGroupNext')}</p>
          <div class="sales-analytics__buttons">
            <Button look="link" onClick={model.openSettings}>
              {texts.text('common.openSettings')}
            </Button>
          </div>
        </Notice>
      )}
      <div class="sales-analytics__buttons sales-analytics__buttons_end">
        {hasFailures && !model.isFollower.value && (
          <Button look="main" onClick={model.retryFailed}>
            {texts.text('report.retryFailed')}
          </Button>
        )}
        <Button onClick={() => model.saveReport(report)}>{texts.text('report.download')}</Button>
        <Button look={hasFailures ? 'plain' : 'main'} onClick={model.close}>
          {texts.text('common.close')}
        </Button>
      </div>
    </>
  )
}

const headline = (texts: Texts, report: RunReport): string => {
  const isInDoubt = report.mayHaveWritten === true
  if (report.choice === 'nothing')
    return texts.text(
      isInDoubt || report.writtenBefore !== undefined ? 'report.nothingMore' : 'report.nothing',
    )
  if (!report.isComplete) return texts.text(isInDoubt ? 'report.stoppedInDoubt' : 'report.stopped')
  return report.failed.length === 0
    ? texts.text('report.done')
    : texts.text('report.doneExcept', { cards: texts.plural('ofCards', report.failed.length) })
}
