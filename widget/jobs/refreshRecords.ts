import type { UnixSeconds } from '../records/brands'
import type { FinishedRecords } from './createRunRecords'
import { planRun, yieldToPage } from './planEntity'
import { readChanges } from './readChanges'
import type { RunSession } from './runSession'
import { pauseRun, runStep } from './runStep'
import { readAgain } from './settleLists'

/** Seconds by which a reading of changes reaches back, since the CRM's times are whole seconds (API 12.3). */
export const overlap = 5

/**
 * Fresh figures win: reads what changed since the data of the plan and plans anew. `cards`: `all` reads the lists of changed cards from
 * the plan's time on, `others` from the run's own last write on, `none` leaves them out.
 * Stamps that somebody else set since the run began pause it once.
 * @throws RunStopped, CrmError
 */
export const refreshRecords = async (run: RunSession, cards: 'all' | 'others' | 'none'): Promise<void> => {
  const startedAt = run.deps.clock.time()
  const since = (run.dataTime - overlap) as UnixSeconds
  const cardsSince = { all: since, others: run.lastWriteAt ?? since, none: null }[cards]
  const known = await run.records.finishInParts(() => yieldToPage(run.deps.clock))
  const stale = await runStep(run, (signal) => readChanges(run, known, since, cardsSince, signal))
  for (const source of stale) await readAgain(run, source, 0)
  run.dataTime = Math.max(run.dataTime, startedAt) as UnixSeconds
  const finished = await planRun(run)
  const otherWriteAt = lastWriteOfOthers(run, finished)
  if (otherWriteAt === null || run.isOtherComputerAccepted) return
  await pauseRun(run, { kind: 'otherComputer', lastWriteAt: otherWriteAt })
  run.isOtherComputerAccepted = true
  await refreshRecords(run, cards)
}

/** The newest stamp since the run began or was resumed that neither the run nor a refresh in this browser has set. */
const lastWriteOfOthers = (run: RunSession, { parents }: FinishedRecords): UnixSeconds | null => {
  let newest = 0
  for (const type of run.entities) {
    const { index, isListed, stored } = parents[type]
    const { ids } = index
    for (let row = 0; row < isListed.length; row += 1) {
      const actualAt = stored.actualAt[row] ?? Number.NaN
      if (!(actualAt > run.watchSince) || actualAt <= newest || isListed[row] !== 1) continue
      if (!run.tally.isWritten(type, row) && !run.refreshed[type].has(ids[row] ?? 0)) newest = actualAt
    }
  }
  return newest === 0 ? null : (newest as UnixSeconds)
}
