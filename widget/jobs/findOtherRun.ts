import type { UnixSeconds } from '../records/brands'
import type { FinishedRecords } from './createRunRecords'
import type { RunSession } from './runSession'

/** So many foreign stamps of different cards within so many seconds mean a run: people open cards one at a time. */
export const fewestStamps = 10
export const closeTogether = 60

type Watching = Pick<RunSession, 'entities' | 'watchSince' | 'tally' | 'refreshed'>

/**
 * When another computer's run wrote last, by the stamps of the cards: the newest of those that stand close together, are newer than the
 * run's own beginning, and come neither from the run nor from a refresh in this browser. Null = nobody but people who open cards.
 */
export const findOtherRun = (
  run: Watching,
  { parents }: Pick<FinishedRecords, 'parents'>,
): UnixSeconds | null => {
  const found: number[] = []
  for (const type of run.entities) {
    const { index, isListed, stored } = parents[type]
    for (let row = 0; row < isListed.length; row += 1) {
      const actualAt = stored.actualAt[row] ?? Number.NaN
      if (!(actualAt > run.watchSince) || isListed[row] !== 1) continue
      if (!run.tally.isWritten(type, row) && !run.refreshed[type].has(index.ids[row] ?? 0))
        found.push(actualAt)
    }
  }
  const stamps = Float64Array.from(found).sort()
  for (let last = stamps.length - 1; last >= fewestStamps - 1; last -= 1) {
    const newest = stamps[last] ?? 0
    if (newest - (stamps[last - fewestStamps + 1] ?? 0) <= closeTogether) return newest as UnixSeconds
  }
  return null
}
