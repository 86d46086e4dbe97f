import type { UnfinishedRun } from '../jobs/peekUnfinished'
import type { Texts } from '../texts/createTexts'

/** What a closed tab has left, in a sentence or two. What it wrote last it may not have heard of, or not stored: «не меньше». */
export const unfinishedText = (texts: Texts, unfinished: UnfinishedRun): string => {
  const { startedAt, written, total, hasBegunWriting, obstacle } = unfinished
  if (obstacle === 'otherVersion') return texts.text('run.unfinishedVersion')
  const time = startedAt === null ? texts.text('run.timeUnknown') : texts.formatDateTime(startedAt)
  if (obstacle === 'otherSettings') return texts.text('run.unfinishedSettings', { time })
  if (!hasBegunWriting) return texts.text('run.unfinishedRead', { time })
  if (written === 0) return texts.text('run.unfinishedBegun', { time })
  return total === 0
    ? texts.text('run.unfinishedAnew', { time, written })
    : texts.text('run.unfinished', { time, written, total })
}
