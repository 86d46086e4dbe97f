import type { UnixSeconds } from '../records/brands'
import type { Steps } from '../records/steps'
import type { FinishedRecords } from './runRecords'
import type { RunSession } from './runSession'

/** So many foreign stamps of different cards within so many seconds mean a run: people open cards one at a time. */
export const fewestStamps = 10
export const closeTogether = 60
/** Cards of one step. */
const cardsAtOnce = 8192

type Watching = Pick<RunSession, 'entities' | 'watchSince' | 'latestStamp' | 'tally' | 'refreshed'>

/**
 * When another computer's run wrote last, by the stamps of the cards: the newest of those that stand close together, are newer than the
 * run's own beginning, and come neither from the run nor from a refresh in this browser. Stamps in the future are nobody's work of now.
 * Null = nobody but people who open cards.
 */
export function* findOtherRun(
  run: Watching,
  { parents }: Pick<FinishedRecords, 'parents'>,
): Steps<UnixSeconds | null> {
  /** How many cards bear a stamp: another run's stamps are few, however many cards it wrote. */
  const counts = new Map<number, number>()
  for (const type of run.entities) {
    const { index, isListed, stored } = parents[type]
    for (let row = 0; row < isListed.length; row += 1) {
      if (row % cardsAtOnce === 0) yield
      const actualAt = stored.actualAt[row] ?? Number.NaN
      if (!(actualAt > run.watchSince && actualAt <= run.latestStamp) || isListed[row] !== 1) continue
      if (!run.tally.isWritten(type, row) && !run.refreshed[type].has(index.ids[row] ?? 0))
        counts.set(actualAt, (counts.get(actualAt) ?? 0) + 1)
    }
  }
  const stamps = [...counts.keys()].sort((left, right) => right - left)
  for (const [position, newest] of stamps.entries()) {
    let close = 0
    for (let at = position; at < stamps.length && close < fewestStamps; at += 1) {
      const stamp = stamps[at] ?? 0
      if (newest - stamp > closeTogether) break
      close += counts.get(stamp) ?? 0
    }
    if (close >= fewestStamps) return newest as UnixSeconds
  }
  return null
}
