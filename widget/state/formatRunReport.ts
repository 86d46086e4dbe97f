import type { FailedCard, RunReport } from '../jobs/runState'
import { parentTypes } from '../records/parents'
import type { Texts } from '../texts/createTexts'
import { detailText } from '../texts/detailText'
import { refusalWords } from '../texts/refusalWords'
import { formatSettingsRows } from './formatSettingsRows'
import { failureMessage } from './runMessages'

const countKeys = ['changed', 'firstTime', 'stamped', 'unchanged', 'notWritten', 'failed'] as const

/**
 * The report as a file that Excel opens: UTF-8 with a mark, semicolons, every cell in quotes; a text that begins like a formula stays
 * text.
 */
export const formatRunReport = (report: RunReport, texts: Texts): string => {
  const types = parentTypes.filter((type) => report.byType[type] !== undefined)
  const lines: readonly (readonly string[])[] = [
    [texts.text('report.started'), texts.formatDateTimeExact(report.startedAt)],
    [texts.text('report.finished'), texts.formatDateTimeExact(report.finishedAt)],
    [texts.text('report.user'), report.userName],
    [texts.text('report.requests'), String(report.requests)],
    ...(report.withoutBuyers === undefined
      ? []
      : [[texts.text('report.withoutBuyers'), refusalWords(texts, report.withoutBuyers)]]),
    [],
    [
      texts.text('report.cards'),
      ...types.map((type) => texts.text(`common.${type}`)),
      texts.text('report.all'),
    ],
    ...countKeys.map((key) => {
      const counts = types.map((type) => report.byType[type]?.[key] ?? 0)
      const all = key === 'failed' ? report.failed.length : report[key]
      return [
        texts.text(key === 'failed' ? 'report.failedCount' : `report.${key}`),
        ...[...counts, all].map(String),
      ]
    }),
    ...(report.writtenBefore === undefined
      ? []
      : [[texts.text('report.writtenBefore'), ...types.map(() => ''), String(report.writtenBefore)]]),
    ...(report.mayHaveWritten === true ? [[texts.text('report.mayHaveWritten')]] : []),
    ...(report.corrected === undefined
      ? []
      : [[texts.text('report.corrected'), ...types.map(() => ''), String(report.corrected)]]),
    ...(report.failure === undefined
      ? []
      : [[texts.text('report.reason'), failureMessage(texts, report.failure).what]]),
    [],
    ...(report.failed.length === 0
      ? []
      : [['ID', texts.text('report.entity'), texts.text('report.card'), texts.text('report.reason')]]),
    ...report.failed.map((card) => [
      String(card.parent.id),
      texts.text(`common.${card.parent.type}`),
      card.name,
      failureReason(texts, card),
    ]),
    [],
    [texts.text('report.settings')],
    ...formatSettingsRows(texts, report.settingsText),
    [texts.text('report.settingsText'), report.settingsText],
  ]
  return `\ufeff${lines.map((cells) => cells.map(quote).join(';')).join('\r\n')}\r\n`
}

/** Why one card was not written, in words. */
export const failureReason = (texts: Texts, { reason, detail }: FailedCard): string => {
  if (reason === 'missing') return texts.text('report.reasonMissing')
  if (reason === 'tooManyDigits') return texts.text('report.reasonTooManyDigits')
  return detailText(texts, 'report.reasonRefused', detail)
}

const quote = (cell: string): string => {
  const asText = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return `"${asText.replaceAll('"', '""')}"`
}
