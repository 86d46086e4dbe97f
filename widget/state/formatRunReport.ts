import type { FailedCard, RunReport } from '../jobs/runState'
import type { Texts } from '../texts/createTexts'
import { failureMessage } from './runMessages'

/**
 * The report as a file that Excel opens: UTF-8 with a mark, semicolons, every cell in quotes; a text that begins like a formula stays
 * text.
 */
export const formatRunReport = (report: RunReport, texts: Texts): string => {
  const counts = [
    ['changed', report.changed],
    ['firstTime', report.firstTime],
    ['stamped', report.stamped],
    ['unchanged', report.unchanged],
    ['notWritten', report.notWritten],
    ['failedCount', report.failed.length],
    ['requests', report.requests],
  ] as const
  const lines: readonly (readonly string[])[] = [
    [texts.text('report.started'), texts.formatDateTimeExact(report.startedAt)],
    [texts.text('report.finished'), texts.formatDateTimeExact(report.finishedAt)],
    ...counts.map(([key, count]) => [texts.text(`report.${key}`), String(count)]),
    ...(report.failure === undefined
      ? []
      : [[texts.text('report.reason'), failureMessage(texts, report.failure).what]]),
    [],
    ...(report.failed.length === 0
      ? []
      : [['ID', texts.text('report.card'), texts.text('report.failures'), texts.text('report.reason')]]),
    ...report.failed.map((card) => [
      String(card.parent.id),
      texts.text(`common.${card.parent.type}`),
      card.name,
      failureReason(texts, card),
    ]),
  ]
  return `\ufeff${lines.map((cells) => cells.map(quote).join(';')).join('\r\n')}\r\n`
}

/** Why one card was not written, in words. */
export const failureReason = (texts: Texts, { reason, detail }: FailedCard): string => {
  if (reason === 'missing') return texts.text('report.reasonMissing')
  if (reason === 'tooManyDigits') return texts.text('report.reasonTooManyDigits')
  return texts.text('report.reasonRefused', { detail: detail.trim() || texts.text('errors.noDetail') })
}

const quote = (cell: string): string => {
  const asText = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return `"${asText.replaceAll('"', '""')}"`
}
