import type { UnixSeconds } from '../../records/brands'
import { createRest } from '../createRest'
import { knownTime } from '../knownTime'
import { leaveBuyersOut } from '../leaveBuyersOut'
import { needsMain } from '../needsMain'
import type { RunSession } from '../runSession'
import type { RunSource } from '../runState'
import { runStep } from '../runStep'
import { readAgain } from '../settleLists'
import type { MirrorMeta } from '../../store/mirrorMeta'
import type { Mirror } from './mirror'
import type { ChangedParents } from './mirrorRecords'
import { refreshMirror, type RefreshOptions } from './refreshMirror'

/** A mirror's records as fresh as `meta` says, and the cards that changed. */
export interface RefreshedForRun {
  readonly meta: MirrorMeta
  /** All changes of the lists that the run reads before this moment are in the records. */
  readonly dataTime: UnixSeconds
  readonly changed: ChangedParents | 'all'
}

/**
 * Brings a mirror up to date for a run; a list of which too much changed is read again as a whole. Null where that holds for every list,
 * or for one that the run has no use for: then the account is better read anew. So it has to be where the mirror turns out not to be of what
 * this account holds (`behind`). The run itself is not touched.
 * @throws RunStopped, CrmError; the mirror is then of no use
 */
export const refreshForRun = async (
  run: RunSession,
  mirror: Mirror,
): Promise<RefreshedForRun | 'behind' | null> => {
  // From before the first try: what comes in between is asked for again.
  const now = await knownTime(run)
  const refreshed = await runStep(run, (signal) =>
    refreshMirror(withoutLeftOut(run, mirror), run.deps.client, { ...refreshOptions(run, signal), now }),
  )
  if (refreshed.kind === 'behind') return 'behind'
  const dataTime = oldestOf(refreshed.meta)
  if (refreshed.kind === 'refreshed') {
    const { meta, changed } = refreshed
    // Without buyers every card that had some counts otherwise.
    return {
      meta: asKept(run, mirror, meta),
      dataTime,
      changed: run.withoutBuyers === null ? changed : 'all',
    }
  }
  const { sources, meta, apply } = refreshed
  const stale = run.sources.filter((source) => sources.has(source))
  if (stale.length < sources.size || stale.length === run.sources.length) return null
  // Half-refreshed records must not be stored as those of the run.
  const reading: RunSession = {
    ...run,
    records: mirror.records,
    sourceReadings: new Map(),
    isResumable: false,
  }
  await apply()
  for (const source of stale) await readAgain(reading, source, mirror.meta.watermarks.events)
  if (reading.withoutBuyers !== null) leaveBuyersOut(run, reading.withoutBuyers)
  return { meta: asKept(run, mirror, meta), dataTime, changed: 'all' }
}

/** The oldest moment of a list. */
export const oldestOf = ({ watermarks }: MirrorMeta): UnixSeconds =>
  Math.min(...Object.values(watermarks)) as UnixSeconds

/** A mirror as the run reads it: what changed in a list that it leaves out is not asked. */
const withoutLeftOut = (run: RunSession, { records, meta }: Mirror): Mirror => {
  const isLeftOut = (source: RunSource): boolean => source === 'customers' && !run.sources.includes(source)
  return { records, meta: { ...meta, sources: meta.sources.filter((source) => !isLeftOut(source)) } }
}

/** What is to be stored of a mirror: its buyers are as fresh as they were where the run does not count them, and so are the events that name them. */
const asKept = (run: RunSession, { meta }: Mirror, refreshed: MirrorMeta): MirrorMeta => {
  if (run.sources.includes('customers')) return refreshed
  const { customers, events } = meta.watermarks
  return {
    ...refreshed,
    sources: meta.sources,
    watermarks: { ...refreshed.watermarks, customers, events },
  }
}

/** How a run refreshes. */
const refreshOptions = (
  { deps: { clock }, settings }: RunSession,
  signal: AbortSignal,
): Omit<RefreshOptions, 'now'> => ({
  priority: 'run',
  signal,
  needsMain: needsMain(settings),
  rest: createRest(clock),
})
