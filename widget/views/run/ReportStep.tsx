import type { FailedCard, RunReport } from '../../jobs/runState'
import type { RunModel } from '../../state/createRunModel'
import { failureReason } from '../../state/formatRunReport'
import type { Texts } from '../../texts/createTexts'
import { cardPath } from '../cardPath'
import { Button } from '../controls/Button'
import { Notice } from '../controls/Notice'
import { RecordName } from '../controls/RecordName'
import { useTexts } from '../textsContext'

/** More failures stand in the file only: a table of thousands would freeze the page. */
const shownFailures = 200

/** What a finished or stopped run came to. */
export const ReportStep = ({ model, report }: { readonly model: RunModel; readonly report: RunReport }) => {
  const texts = useTexts()
  const hasFailures = report.failed.length > 0
  return (
    <>
      <Notice tone={report.isComplete && !hasFailures ? 'success' : 'warning'} isNews>
        <p class="sales-analytics__strong">{headline(texts, report)}</p>
      </Notice>
      <dl class="sales-analytics__counts">
        {reportCounts(texts, report).map(([name, value]) => (
          <div key={name} class="sales-analytics__count">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {hasFailures && <Failures failed={report.failed} />}
      {report.madeFields && (
        <Notice tone="note">
          <p>{texts.text('report.columnsHint')}</p>
          <Button look="link" onClick={model.openListSettings}>
            {texts.text('report.listSettings')}
          </Button>
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

const Failures = ({ failed }: { readonly failed: readonly FailedCard[] }) => {
  const texts = useTexts()
  const rest = failed.length - shownFailures
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div
      class="sales-analytics__scroller"
      tabIndex={0}
      role="region"
      aria-label={texts.text('report.failures')}
    >
      <table class="sales-analytics__failures">
        <thead>
          <tr>
            <th scope="col">{texts.text('report.card')}</th>
            <th scope="col">{texts.text('report.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {failed.slice(0, shownFailures).map((card) => (
            <tr key={`${card.parent.type}-${card.parent.id}`}>
              <td>
                <RecordName id={card.parent.id} name={card.name} href={cardPath(card.parent)} />
              </td>
              <td>{failureReason(texts, card)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && (
        <p class="sales-analytics__muted">
          {texts.text('report.moreFailures', { n: texts.plural('failures', rest) })}
        </p>
      )}
    </div>
  )
}

const headline = (texts: Texts, report: RunReport): string => {
  if (report.choice === 'nothing') return texts.text('report.nothing')
  if (!report.isComplete) return texts.text('report.stopped')
  return report.failed.length === 0
    ? texts.text('report.done')
    : texts.text('report.doneExcept', { cards: texts.plural('ofCards', report.failed.length) })
}

const reportCounts = (texts: Texts, report: RunReport): readonly (readonly [string, string])[] => {
  const counts = [
    ['changed', report.changed],
    ['firstTime', report.firstTime],
    ['stamped', report.stamped],
    ['unchanged', report.unchanged],
    ['notWritten', report.notWritten],
    ['failedCount', report.failed.length],
    ['requests', report.requests],
  ] as const
  return [
    ...counts.map(([key, count]) => [texts.text(`report.${key}`), texts.formatNumber(count)] as const),
    [texts.text('report.elapsed'), texts.formatElapsed(report.finishedAt - report.startedAt)],
  ]
}
