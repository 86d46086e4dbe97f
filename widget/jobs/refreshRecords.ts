import { latestStamp } from '../calc/latestStamp'
import type { UnixSeconds } from '../records/brands'
import { createRest } from './createRest'
import { checkUser } from './checkUser'
import { findOtherRun } from './findOtherRun'
import { knownTime } from './knownTime'
import { pauseForOther } from './pauseForOther'
import { planRun } from './planEntity'
import { readChanges } from './readChanges'
import { runInParts } from './runInParts'
import { RunFailed } from './runFailed'
import type { FinishedRecords } from './runRecords'
import type { RunSession } from './runSession'
import { runStep, tellProgress } from './runStep'
import { readAgain } from './settleLists'

/** Seconds by which a reading of changes reaches back, since the CRM's times are whole seconds (API 12.3). */
const overlap = 5

/**
 * Fresh figures win: reads what changed since the data of the plan and plans anew. `cards`: `all` reads the lists of changed cards from
 * the plan's time on, `others` from the run's own last write on, `none` leaves them out.
 * The user is told that nothing is written meanwhile, and of lists that are all read anew since they are not what this account held. Stamps that another run set since this one began pause it once.
 * @throws RunStopped, RunFailed, CrmError
 */
export const refreshRecords = async (run: RunSession, cards: 'all' | 'others' | 'none'): Promise<void> => {
  tellChecking(run, true)
  const startedAt = await knownTime(run)
  run.isLookDue = false
  if (run.dataTime > latestStamp(startedAt)) throw new RunFailed({ kind: 'timeChanged' })
  const since = (run.dataTime - overlap) as UnixSeconds
  const parentsSince = { all: since, others: run.lastWriteAt ?? since, none: null }[cards]
  const asked = { since, parentsSince, isHeld: cards === 'all' }
  const rest = createRest(run.deps.clock)
  const known = await runInParts(run.records.finishInSteps(), rest)
  const [{ stale, isBehind }] = await runStep(run, (signal) =>
    Promise.all([readChanges(run, known, asked, signal), checkUser(run, signal)]),
  )
  const isAnew = stale.size === run.sources.length
  if (isAnew) forgetOrigin(run)
  if (isBehind) tellAnew(run)
  for (const source of stale) await readAgain(run, source, since)
  if (isAnew) run.fullReadAt = startedAt
  run.dataTime = Math.max(run.dataTime, startedAt) as UnixSeconds
  const finished = await planRun(run)
  forgetReturned(run, finished)
  tellChecking(run, false)
  const otherWriteAt = await runInParts(findOtherRun(run, finished), rest)
  run.isInDoubt ||= otherWriteAt !== null
  if (otherWriteAt === null || run.isOtherComputerAccepted) return
  await pauseForOther(run, otherWriteAt)
  await refreshRecords(run, cards)
}

/** Until every list is read again, the records are of two states of the account: they are not kept, nor gone on from. */
const forgetOrigin = (run: RunSession): void => {
  run.fullReadAt = null
  run.mirrorMeta = null
}

const tellAnew = (run: RunSession): void => {
  run.isReadAnew = true
  if (run.reading !== null) run.reading = { ...run.reading, isAnew: true }
  if (run.writing !== null) run.writing = { ...run.writing, isAnew: true }
  tellProgress(run)
}

/** Cards that had gone and are back are written like all others. */
const forgetReturned = ({ tally }: RunSession, { parents }: FinishedRecords): void => {
  for (const { parent, reason } of tally.failed()) {
    const { index, isListed } = parents[parent.type]
    if (reason === 'missing' && isListed[index.indexOf(parent.id)] === 1) tally.forgetFailed(parent)
  }
}

const tellChecking = (run: RunSession, isChecking: boolean): void => {
  if (run.writing === null) return
  run.writing = { ...run.writing, isChecking, isAnew: false }
  tellProgress(run)
}
