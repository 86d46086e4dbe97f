import type { UnfinishedRun } from '../jobs/peekUnfinished'
import type { Texts } from '../texts/createTexts'

/** What a closed tab has left, in a sentence or two. */
export const unfinishedText = (texts: Texts, unfinished: UnfinishedRun): string => {
  const { startedAt, written, total, obstacle } = unfinished
  if (obstacle === 'otherVersion') return texts.text('run.unfinishedVersion')
  const time = startedAt === null ? texts.text('run.timeUnknown') : texts.formatDateTime(startedAt)
  if (obstacle === 'otherSettings') return texts.text('run.unfinishedSettings', { time })
  return total === 0
    ? texts.text('run.unfinishedRead', { time })
    : texts.text('run.unfinished', { time, written, total })
}
