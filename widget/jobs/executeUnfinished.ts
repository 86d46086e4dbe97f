import type { UnixSeconds } from '../records/brands'
import { fieldKeys } from '../records/fieldKeys'
import type { RunCheckpoint } from '../store/checkpoint'
import { checkRun } from './checkRun'
import { type AskChoice, askAndWrite, readAndWrite, writeAsShown } from './executeRun'
import { beginTimes, knownTime } from './knownTime'
import { isFullReadingDue } from './mirror/isFullReadingDue'
import type { MirrorRecords } from './mirror/mirrorRecords'
import { planRun } from './planEntity'
import { readLists } from './readLists'
import { refreshRecords } from './refreshRecords'
import { applyCheckpoint } from './applyCheckpoint'
import { isOfOtherAccount } from './isOfOtherAccount'
import type { RunSession } from './runSession'
import { runStep, tellProgress } from './runStep'
import { writeUnfinished } from './writeCards'

/** What a closed tab has left of a run. */
export interface UnfinishedWork {
  readonly checkpoint: RunCheckpoint
  readonly records: MirrorRecords
}

/**
 * Goes on with a run that a closed tab has left, up to its last confirmed write: finished pages are not read again, confirmed cards
 * not written again. Where the account needs other lists or has other fields by now, or was read too long ago, the run reads
 * anew.
 * @throws RunStopped, RunFailed, CrmError
 */
export const executeUnfinished = async (
  run: RunSession,
  work: UnfinishedWork,
  askChoice: AskChoice,
): Promise<void> => {
  tellProgress(run)
  const { checkpoint, records } = work
  run.withoutBuyers = checkpoint.withoutBuyers ?? null
  await runStep(run, (signal) => checkRun(run, signal))
  await beginTimes(run)
  const now = await knownTime(run)
  // Nothing was read before the tab was closed, or the records were deleted while the run still went on.
  const hasRead = Object.values(records.counts).some((count) => count > 0)
  run.isReadAnew = hasRead && isOfOtherAccount(run, checkpoint.fieldIds, checkpoint.dataTime, now)
  if (!hasRead || run.isReadAnew || isOutdated(checkpoint, now) || !fitsAccount(run, checkpoint)) {
    await readAndWrite(run, askChoice)
    return
  }
  applyCheckpoint(run, work)
  if (checkpoint.phase === 'writing') {
    await writeAsShown(run, askChoice, () => writeUnfinished(run))
    return
  }
  if (checkpoint.phase === 'reading') {
    await readLists(run)
    run.isRead = true
    await planRun(run)
  } else await refreshRecords(run, 'all')
  await askAndWrite(run, askChoice)
}

/** Not everything that has happened since can be asked for, or the account was being read anew as a whole. */
const isOutdated = ({ fullReadAt }: RunCheckpoint, now: UnixSeconds): boolean =>
  fullReadAt === null || isFullReadingDue({ fullReadAt }, now)

/** Whether the stored records hold the lists and the fields that the run needs. */
const fitsAccount = (run: RunSession, { sources, fieldIds }: RunCheckpoint): boolean =>
  run.sources.join() === sources.join() &&
  run.entities.every((type) => fieldKeys.every((key) => run.fieldIds[type][key] === fieldIds[type][key]))
