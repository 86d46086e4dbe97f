import type { FailedCard, RunReport } from '../../jobs/runState'
import { failureReason } from '../../state/formatRunReport'
import type { Texts } from '../../texts/createTexts'
import { cardPath } from '../cardPath'
import { Notice } from '../controls/Notice'
import { RecordName } from '../controls/RecordName'
import { useTexts } from '../textsContext'
import { WithoutBuyers } from './WithoutBuyers'

/** More failures stand in the file only: a table of thousands would freeze the page. */
const shownFailures = 200

/** What a run came to in numbers, with the cards that failed. */
export const ReportFigures = ({ report }: { readonly report: RunReport }) => {
  const texts = useTexts()
  return (
    <>
      <WithoutBuyers refusal={report.withoutBuyers} where="report" />
      <dl class="sales-analytics__counts">
        {reportCounts(texts, report).map(([name, value]) => (
          <div key={name} class="sales-analytics__count">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {report.mayHaveWritten === true && (
        <Notice tone="warning">{texts.text('report.mayHaveWritten')}</Notice>
      )}
      {(['contacts', 'companies'] as const).map((type) => {
        const counts = report.byType[type]
        return (
          counts !== undefined && (
            <p key={type} class="sales-analytics__muted">
              {texts.text('report.ofType', { type: texts.text(`common.${type}`), ...counts })}
            </p>
          )
        )
      })}
      {report.failed.length > 0 && <Failures failed={report.failed} />}
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

const reportCounts = (texts: Texts, report: RunReport): readonly (readonly [string, string])[] => {
  const counts = [
    ['changed', report.changed],
    ['firstTime', report.firstTime],
    ['stamped', report.stamped],
    ...(report.writtenBefore === undefined ? [] : [['writtenBefore', report.writtenBefore] as const]),
    ...(report.corrected === undefined ? [] : [['corrected', report.corrected] as const]),
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
