import type { RunSession } from './runSession'
import type { RunSource } from './runState'

const pageSize = 250
/** Cards of a batch in the middle of a run. */
const usualBatch = 250

/** Seconds left to read by the totals of the last run in this browser; null where there was none. At least 1 while something is left. */
export const secondsToRead = (
  run: Pick<RunSession, 'lastRun' | 'sources' | 'settings'>,
  read: Readonly<Record<RunSource, number>>,
): number | null => {
  const { lastRun } = run
  if (lastRun === null) return null
  const pages = run.sources
    .map((source) => Math.ceil(Math.max(0, lastRun.totals[source] - read[source]) / pageSize))
    .reduce((sum, count) => sum + count, 0)
  return Math.max(1, Math.ceil(pages / run.settings.rate))
}

/** Seconds left to write at the pace so far; null before the first batch was confirmed. `elapsed` in ms. */
export const secondsToWrite = (written: number, total: number, elapsed: number): number | null => {
  if (written < Math.min(usualBatch, total)) return null
  return Math.ceil(((total - written) * elapsed) / written / 1000)
}
