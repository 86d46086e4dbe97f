import { createRest } from '../createRest'
import { needsMain } from '../needsMain'
import type { RunSession } from '../runSession'
import { runStep } from '../runStep'
import { readAgain } from '../settleLists'
import type { MirrorMeta } from '../../store/mirrorMeta'
import type { Mirror } from './mirror'
import type { ChangedParents } from './mirrorRecords'
import { refreshMirror, type RefreshOptions } from './refreshMirror'

/** A mirror's records as fresh as `meta` says, and the cards that changed. */
export interface RefreshedForRun {
  readonly meta: MirrorMeta
  readonly changed: ChangedParents | 'all'
}

/**
 * Brings a mirror up to date for a run; a list of which too much changed is read again as a whole. Null where that holds for every list,
 * or for one that the run has no use for: then the account is better read anew. The run itself is not touched.
 * @throws RunStopped, CrmError; the mirror is then of no use
 */
export const refreshForRun = async (run: RunSession, mirror: Mirror): Promise<RefreshedForRun | null> => {
  const refreshed = await runStep(run, (signal) =>
    refreshMirror(mirror, run.deps.client, refreshOptions(run, signal)),
  )
  if (refreshed.kind === 'refreshed') return refreshed
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
  for (const source of stale) await readAgain(reading, source)
  return { meta, changed: 'all' }
}

/** How a run refreshes. */
const refreshOptions = ({ deps: { clock }, settings }: RunSession, signal: AbortSignal): RefreshOptions => ({
  priority: 'run',
  signal,
  needsMain: needsMain(settings),
  now: clock.time(),
  rest: createRest(clock),
})
